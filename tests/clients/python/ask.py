#!/usr/bin/env python3
"""Ask a running server in GraphQL with the Python library gql, which fetches the schema and checks queries against it.

    python3 tests/clients/python/ask.py http://127.0.0.1:8080
"""

import sys

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport


def expect(what, got, want):
    if got != want:
        sys.exit(f"FAILED: {what}: {got!r} instead of {want!r}")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: ask.py http://HOST:PORT")
    transport = RequestsHTTPTransport(url=sys.argv[1] + "/graphql", timeout=10)
    client = Client(transport=transport, fetch_schema_from_transport=True)
    query = gql("""
        query Gaps($country: CountryCode!) {
          country(code: $country) { name firewall { level contrary } }
          gaps(country: $country) {
            severity
            cell { id level assessment { summary caution citations { source { title url } } } }
            better { country { code } level }
          }
        }
    """)
    answer = client.execute(query, variable_values={"country": "HU"})
    expect("country", answer["country"]["name"], "Hungary")
    expect("the gravest gap", answer["gaps"][0]["severity"], "CONTRARY")
    try:
        client.execute(query, variable_values={"country": "XX"})
        sys.exit("FAILED: an unknown country is answered")
    except TransportQueryError as error:
        expect("code of the error", error.errors[0]["extensions"]["code"], "BAD_INPUT")
    print(f"Python: {len(answer['gaps'])} gaps of {answer['country']['name']}")


if __name__ == "__main__":
    main()
