package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/indexer"
	"github.com/firewallmap/firewallmap/schema"
)

// searchFlags are the flags of search.
type searchFlags struct {
	countries, kinds, aspects, languages, facets []string
	exact                                        bool
	limit                                        int
	after, index                                 string
}

func newSearch(f *flags) *cobra.Command {
	var o searchFlags
	cmd := asking(f, &cobra.Command{
		Use:   `search "WORDS"`,
		Short: "Search everything with words in it, in the languages of the countries",
		Long: "Search everything with words in it, in the languages of the countries.\n\n" +
			"A question is words, \"phrases\", -without, this OR that, begin*, and filters: country:BE aspect:legal criterion:L6\n" +
			"kind:source level:not_met evidence:seen lang:nl year:2020..2024. Give -without after two dashes: search -- shelter -police.",
		Example: "  firewallmap search \"can the police tell immigration\"\n  firewallmap search Beratung --country BE\n  firewallmap search shelter --facet country",
		Args:    between(1, -1, "the words that are looked for"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.search(cmd, f, strings.Join(args, " "))
		},
	})
	flags := cmd.Flags()
	flags.StringSliceVar(&o.countries, "country", nil, "only what belongs to these countries")
	flags.StringSliceVar(&o.kinds, "kind", nil, "only these kinds: "+kindNames())
	flags.StringSliceVar(&o.aspects, "aspect", nil, "only these aspects: "+listed(schema.Aspects))
	flags.StringSliceVar(&o.languages, "lang", nil, "only texts in these languages, by their two-letter codes")
	flags.StringSliceVar(&o.facets, "facet", nil, "count the hits by kind, country, aspect, criterion, level, evidence, language or year")
	flags.BoolVar(&o.exact, "exact", false, "search what was typed, without synonyms and corrections")
	flags.IntVar(&o.limit, "limit", indexer.DefaultFirst, fmt.Sprintf("how many hits, at most %d", indexer.MaxFirst))
	flags.StringVar(&o.after, "after", "", "go on after this cursor, which the JSON of a search gives as next")
	addIndex(cmd, &o.index)
	return cmd
}

// addIndex gives a command the flag that says where search indexes live.
func addIndex(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVar(dir, "index", "", "the directory of search indexes (default: firewallmap/index in the user's cache directory)")
}

func kindNames() string {
	names := make([]string, 0, 16)
	for _, k := range indexer.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

func (o *searchFlags) search(cmd *cobra.Command, f *flags, question string) error {
	if o.limit < 1 {
		return fmt.Errorf("--limit is %d; it is how many hits are shown, from 1 to %d", o.limit, indexer.MaxFirst)
	}
	view, err := f.view(cmd)
	if err != nil {
		return err
	}
	request := indexer.Request{Query: question, Exact: o.exact, First: o.limit, After: o.after, View: view}
	words := indexer.FilterWords{Countries: o.countries, Kinds: o.kinds, Aspects: o.aspects, Languages: o.languages}
	if request.Filter, err = words.Parse(view.Snapshot); err != nil {
		return err
	}
	for _, name := range o.facets {
		dimension, err := indexer.ParseDimension(name)
		if err != nil {
			return err
		}
		request.Facets = append(request.Facets, dimension)
	}
	index, err := indexer.Open(cmd.Context(), view.Snapshot, indexOptions(cmd, o.index))
	if err != nil {
		return err
	}
	result, err := index.Search(cmd.Context(), request)
	if err := errors.Join(err, index.Close()); err != nil {
		return err
	}
	return f.print(cmd, answers.Search(view, question, result))
}

// indexOptions say where the index is, and show its making on a terminal where that takes long.
func indexOptions(cmd *cobra.Command, dir string) indexer.Options {
	options := indexer.Options{Dir: dir, Note: func(message string) { cmd.PrintErrln("firewallmap:", message) }}
	if stderr, ok := cmd.ErrOrStderr().(*os.File); ok && term.IsTerminal(int(stderr.Fd())) {
		var bar *progressbar.ProgressBar
		options.Progress = func(done, total int) {
			if bar == nil {
				bar = progressbar.NewOptions(total, progressbar.OptionSetDescription("building the search index"),
					progressbar.OptionSetWriter(stderr), progressbar.OptionClearOnFinish())
			}
			_ = bar.Set(done) // a bar that cannot be drawn is not drawn
		}
	}
	return options
}
