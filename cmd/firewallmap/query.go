package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"github.com/firewallmap/firewallmap/api/graph"
	"github.com/firewallmap/firewallmap/api/graph/gql"
	"github.com/firewallmap/firewallmap/api/graph/guard"
	"github.com/firewallmap/firewallmap/indexer"
)

// queryFlags are the flags of query.
type queryFlags struct{ variables, operation, index string }

func newQuery(f *flags) *cobra.Command {
	var o queryFlags
	cmd := &cobra.Command{
		Use:   "query '{ graphql }' | -",
		Short: "Ask in GraphQL, as at /graphql of a server",
		Long: "Ask in GraphQL, as at /graphql of a server: the same schema, the same limits, the same answers, as JSON.\n\n" +
			"A query that is - is read from standard input. An answer with errors has them on standard error too, and status 2.",
		Example: "  firewallmap query '{countries{code name firewall{level contrary}}}'\n" +
			"  firewallmap query 'query($c: CountryCode!){gaps(country: $c){severity cell{id}}}' --variables '{\"c\": \"BE\"}'\n" +
			"  firewallmap query - < matrix.graphql",
		Args: exactly(1, "a query, or - to read one from standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.ask(cmd, f, args[0]) },
	}
	cmd.Flags().StringVar(&o.variables, "variables", "", "the variables of the query, as a JSON object")
	cmd.Flags().StringVar(&o.operation, "operation", "", "the query to answer, where there are several")
	addIndex(cmd, &o.index)
	return cmd
}

func (o *queryFlags) ask(cmd *cobra.Command, f *flags, text string) error {
	limits := guard.Default()
	if text == "-" {
		in, err := io.ReadAll(io.LimitReader(cmd.InOrStdin(), limits.BodyBytes+1))
		if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		text = string(in)
	}
	if err := guard.Check(guard.BodyBytes, limits.BodyBytes, int64(len(text))); err != nil {
		return err
	}
	var variables map[string]any
	if o.variables != "" {
		decoder := json.NewDecoder(strings.NewReader(o.variables))
		decoder.UseNumber()
		if err := decoder.Decode(&variables); err != nil {
			return fmt.Errorf("--variables: %w; write a JSON object, for example {\"country\": \"BE\"}", err)
		}
	}
	schema, err := graph.NewSchema(limits, slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), nil)))
	if err != nil {
		return err
	}
	document, problems := schema.Prepare(text)
	if problems != nil {
		return wrongQuery(problems)
	}
	plan, problems := document.Plan(o.operation, variables)
	if problems != nil {
		return wrongQuery(problems)
	}
	data, err := o.data(cmd, f, text)
	if err != nil {
		return err
	}
	if data.Index != nil {
		defer data.Index.Close()
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), limits.Time())
	defer cancel()
	return printAnswer(cmd.OutOrStdout(), plan.Execute(ctx, data))
}

// data is what the query is asked of. The index takes a moment, so it is there only where the query can be a search.
func (o *queryFlags) data(cmd *cobra.Command, f *flags, text string) (*graph.Data, error) {
	snapshot, err := f.load(cmd)
	if err != nil {
		return nil, err
	}
	data := &graph.Data{Snapshot: snapshot}
	if strings.Contains(text, "search") || strings.Contains(text, "suggest") {
		data.Index, err = indexer.Open(cmd.Context(), snapshot, indexOptions(cmd, o.index))
	}
	return data, err
}

// printAnswer writes an answer; its errors are the error too.
func printAnswer(out io.Writer, answer *gql.Answer) error {
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, answer.Body, "", "  "); err != nil {
		return err
	}
	pretty.WriteByte('\n')
	if _, err := out.Write(pretty.Bytes()); err != nil {
		return err
	}
	var told struct{ Errors []gql.Error }
	if err := json.Unmarshal(answer.Body, &told); err != nil || len(told.Errors) == 0 {
		return err
	}
	return wrongQuery(told.Errors)
}

// wrongQuery is the error of a query that could not be answered, or not in whole: a line for each thing that is wrong.
func wrongQuery(problems []gql.Error) error {
	lines := make([]string, len(problems))
	for i, p := range problems {
		for _, at := range p.Locations {
			lines[i] += fmt.Sprintf("%d:%d: ", at.Line, at.Column)
		}
		lines[i] += p.Message
	}
	return errors.New(strings.Join(lines, "\n"))
}
