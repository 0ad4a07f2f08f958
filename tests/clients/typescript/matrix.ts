// Asks the matrix with types generated from the schema: a field that is not there, or is null where the types say that it
// is not, does not compile or fails here.
import { print } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { MatrixDocument, type CellLevel } from '../build/types.js';

const server = process.argv[2];

async function ask<Result, Variables>(document: TypedDocumentNode<Result, Variables>, variables: Variables): Promise<Result> {
  const response = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const answer = (await response.json()) as { data?: Result; errors?: { message: string }[] };
  if (!response.ok || answer.errors || !answer.data) {
    throw new Error(`status ${response.status}: ${answer.errors?.map((e) => e.message).join('; ')}`);
  }
  return answer.data;
}

function expect(what: string, got: unknown, want: unknown): void {
  if (got !== want) {
    throw new Error(`${what}: ${String(got)} instead of ${String(want)}`);
  }
}

const all = await ask(MatrixDocument, {});
expect('countries', all.countries.length, 13);
for (const country of all.countries) {
  expect(`assessments of ${country.code}`, country.assessments.length, 49);
  const level: CellLevel = country.firewall.level;
  expect(`whether the weakest cells of ${country.code} make its firewall`, country.firewall.weakest.every((cell) => cell.level === level), true);
  expect(`whether a score of ${country.code} or the reason why there is none`, (country.score.value === null) !== (country.score.withheld === null), true);
}
const some = await ask(MatrixDocument, { codes: ['GR', 'BE'], aspect: 'LEGAL' });
expect('countries asked for', some.countries.map((country) => country.code).join(), 'EL,BE');
console.log(`TypeScript: ${all.countries.length} countries, dataset ${all.dataset.version}`);
