// Types for TypeScript, made from what a running server says of itself.
export default {
  schema: `${process.env.SERVER}/graphql`,
  documents: 'typescript/*.graphql',
  generates: {
    'build/types.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { enumsAsTypes: true, strictScalars: true, scalars: { Date: 'string', CountryCode: 'string' }, avoidOptionals: { field: true } },
    },
  },
};
