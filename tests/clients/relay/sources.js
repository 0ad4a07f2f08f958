// Fragments as an application with Relay has them; relay-compiler checks them against the schema, and pages.mjs runs what
// it makes of them.
import { graphql } from 'relay-runtime';

export const list = graphql`
  fragment sources_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }, country: { type: "CountryCode" })
  @refetchable(queryName: "sourcesNextQuery") {
    sources(first: $count, after: $cursor, country: $country) @connection(key: "sources_list_sources") {
      totalCount
      edges {
        node {
          id
          title
        }
      }
    }
  }
`;

export const assessments = graphql`
  fragment sources_assessments on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 25 }, cursor: { type: "String" })
  @refetchable(queryName: "sourcesAssessmentsQuery") {
    assessments(first: $count, after: $cursor, filter: { levels: [NOT_MET] }, orderBy: CRITERION) @connection(key: "sources_list_assessments") {
      edges {
        node {
          id
          level
          caution
        }
      }
    }
  }
`;

// A fragment on a node is asked for again by its global id.
export const cell = graphql`
  fragment sources_cell on Cell @refetchable(queryName: "sourcesCellQuery") {
    level
    assessment {
      caution
    }
  }
`;
