// Runs the reference audit of GraphQL over HTTP against a server and prints a table of its results.
// Usage: node audit.mjs http://127.0.0.1:8080/graphql
// Exit status: 0 when all MUST and SHOULD audits pass, 1 when one fails, 2 on wrong use.
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs URL');
  process.exit(2);
}

const count = { ok: 0, notice: 0, warn: 0, error: 0 };
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  count[result.status]++;
  const reason = result.status === 'ok' ? '' : `  ${result.reason}`;
  console.log(`${result.status.padEnd(6)} ${audit.id}  ${audit.name}${reason}`);
  if (result.response && !result.response.bodyUsed) {
    await result.response.arrayBuffer();
  }
}
// MAY that does not hold is a notice, SHOULD a warning, MUST an error.
console.log(`\n${count.ok} passed, ${count.notice} notices (MAY), ${count.warn} warnings (SHOULD), ${count.error} errors (MUST)`);
process.exit(count.warn + count.error > 0 ? 1 : 0);
