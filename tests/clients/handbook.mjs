// Runs the JavaScript and Python examples of docs/api.md as they stand, against a running server. R is not run: it is a
// large thing to install for two examples.
// Usage: node handbook.mjs http://127.0.0.1:8080 PATH-TO-python
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const [server, python] = process.argv.slice(2);
const handbook = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8').replaceAll('http://127.0.0.1:8080', server);
mkdirSync('build/handbook', { recursive: true });
let count = 0;
for (const [, language, code] of handbook.matchAll(/```(js|python)\n(.*?)```/gs)) {
  const file = `build/handbook/${++count}.${language === 'js' ? 'mjs' : 'py'}`;
  writeFileSync(file, code);
  execFileSync(language === 'js' ? process.execPath : python, [file], { stdio: ['ignore', 'ignore', 'inherit'] });
}
if (count < 3) throw new Error(`${count} examples found in docs/api.md; there were three`);
console.log(`Handbook: ${count} examples run as they stand`);
