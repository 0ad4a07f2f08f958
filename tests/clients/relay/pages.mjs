// Runs the queries that relay-compiler made: pages through connections to their ends, and asks for a node again.
// Usage: node relay/pages.mjs http://127.0.0.1:8080
import { readFile } from 'node:fs/promises';

const server = process.argv[2];

async function compiled(name) {
  const text = await readFile(new URL(`../build/relay/${name}.graphql.js`, import.meta.url), 'utf8');
  const query = /"text": ("(?:[^"\\]|\\.)*")/.exec(text);
  if (!query) throw new Error(`${name}: relay-compiler made no query text`);
  return JSON.parse(query[1]);
}

async function ask(query, variables) {
  const response = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  if (!response.ok || answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

async function pages(name, field, variables) {
  const query = await compiled(name);
  const seen = new Set();
  let cursor = null;
  let count = 0;
  do {
    const page = (await ask(query, { ...variables, cursor }))[field];
    for (const { node } of page.edges) {
      if (seen.has(node.id)) throw new Error(`${field}: ${node.id} stands on two pages`);
      seen.add(node.id);
    }
    cursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    if (page.totalCount !== undefined && !cursor && page.totalCount !== seen.size) {
      throw new Error(`${field}: ${seen.size} of ${page.totalCount} found on all pages`);
    }
    count++;
  } while (cursor);
  if (count < 2) throw new Error(`${field}: one page only; ask for shorter ones`);
  return `${seen.size} ${field} on ${count} pages`;
}

const sources = await pages('sourcesNextQuery', 'sources', { count: 7, country: 'IE' });
const assessments = await pages('sourcesAssessmentsQuery', 'assessments', { count: 25 });
const { node } = await ask(await compiled('sourcesCellQuery'), { id: 'UK-L1?as-of=2017-12-31' });
if (node?.__typename !== 'Cell' || node.id !== 'UK-L1?as-of=2017-12-31') throw new Error(`node: ${JSON.stringify(node)}`);
console.log(`Relay: ${sources}; ${assessments}; a cell by its id`);
