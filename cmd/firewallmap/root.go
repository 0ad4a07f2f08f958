package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/firewallmap/firewallmap/dataset"
	"github.com/firewallmap/firewallmap/exporters/answers"
	"github.com/firewallmap/firewallmap/schema"
)

// flags are the flags that every command has, and those that every asking command has.
type flags struct {
	data    string
	asOf    string
	mapping string
	format  string
	raw     bool
}

// newRoot makes the command tree.
func newRoot() *cobra.Command {
	f := &flags{}
	root := &cobra.Command{
		Use:   "firewallmap",
		Short: "Can a migrant report sexual violence without being handed to immigration enforcement?",
		Long: "Firewall Map: thirteen European countries coded against the firewall criteria of the INHeRE safe reporting\n" +
			"framework, and held against EU, Council of Europe and UN rules. This is research and no legal advice.",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().StringVar(&f.data, "data", "", "a dataset directory or snapshot file to use instead of the embedded dataset")
	root.SetFlagErrorFunc(wrongFlag)
	for _, add := range commands {
		root.AddCommand(add(f))
	}
	return root
}

// wrongFlag is the error for a flag that does not exist, with the nearest that does, or for a value that a flag cannot have.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if near := schema.Nearest(unknown.GetSpecifiedName(), known); near != "" {
			return fmt.Errorf("%w; did you mean --%s?", err, near)
		}
	}
	var value *pflag.InvalidValueError
	if number := (*strconv.NumError)(nil); errors.As(err, &value) && errors.As(err, &number) {
		return fmt.Errorf("--%s is %q; it is %s: %s", value.GetFlag().Name, value.GetValue(), valuesOf[value.GetFlag().Value.Type()], value.GetFlag().Usage)
	}
	return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
}

// valuesOf says what the values of a flag of numbers are, by its type.
var valuesOf = map[string]string{
	"int": "a whole number", "int64": "a whole number", "uint64": "a whole number from 0", "float64": "a number", "bool": "true or false",
}

// unknownCommand is the error for a command that does not exist, with the nearest that does.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var known []string
	for _, c := range cmd.Commands() {
		known = append(known, c.Name())
	}
	return schema.UnknownWord("command", args[0], known)
}

// asking gives a command the flags that every asking command has.
func asking(f *flags, cmd *cobra.Command) *cobra.Command {
	return formatted(f, dated(f, cmd))
}

// dated gives a command the flags that say for which date, and from which mapping, it answers.
func dated(f *flags, cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "answer for this date: YYYY, YYYY-MM or YYYY-MM-DD (default: the dataset's own date)")
	cmd.Flags().StringVar(&f.mapping, "mapping", "", "answer from this mapping (default: the dataset's default mapping)")
	return cmd
}

// formatted gives a command the flags that say in which format it answers.
func formatted(f *flags, cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&f.format, "format", string(answers.Table), strings.Join(answers.Formats, ", "))
	cmd.Flags().BoolVar(&f.raw, "raw", false, "leave text in CSV as it is, also what a spreadsheet would run as a formula")
	return cmd
}

// view is the view that the flags ask for.
func (f *flags) view(cmd *cobra.Command) (*dataset.View, error) {
	if _, err := answers.ParseFormat(f.format); err != nil {
		return nil, err // before the work
	}
	debug.SetGCPercent(400) // a command that asks ends before there is much to collect
	snapshot, err := f.load(cmd)
	if err != nil {
		return nil, err
	}
	return snapshot.FindView(f.asOf, f.mapping)
}

// print writes an answer to standard output in the format asked for.
func (f *flags) print(cmd *cobra.Command, a answers.Answer) error {
	format, err := answers.ParseFormat(f.format)
	if err != nil {
		return err
	}
	if format == answers.CSV {
		return a.WriteCSV(cmd.OutOrStdout(), f.raw)
	}
	return a.Write(cmd.OutOrStdout(), format, terminal(cmd))
}

// terminal says what standard output is. NO_COLOR (no-color.org) is respected.
func terminal(cmd *cobra.Command) answers.Terminal {
	out, ok := cmd.OutOrStdout().(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return answers.Terminal{}
	}
	width, _, err := term.GetSize(int(out.Fd()))
	if err != nil {
		width = 80
	}
	return answers.Terminal{Width: width, Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// countriesOf are the countries that arguments name, all where there are none.
func countriesOf(s *dataset.Snapshot, args []string) ([]*schema.Country, error) {
	if len(args) == 0 {
		return s.Countries(), nil
	}
	countries := make([]*schema.Country, len(args))
	for i, arg := range args {
		var err error
		if countries[i], err = s.FindCountry(arg); err != nil {
			return nil, err
		}
	}
	return countries, nil
}

// exactly wants n arguments, which what names.
func exactly(n int, what string) cobra.PositionalArgs { return between(n, n, what) }

// between wants from least to most arguments, which what names; most is -1 for any number.
func between(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return fmt.Errorf("%s takes %s; for example: %s", cmd.Name(), what, firstExample(cmd))
		}
		return nil
	}
}

func firstExample(cmd *cobra.Command) string {
	line, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	return strings.TrimSpace(line)
}
