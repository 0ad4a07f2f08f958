// Command firewallmap answers whether a migrant can report sexual violence in a European country without being handed to
// immigration enforcement, and get care; and where the country falls short of the framework and of EU law.
//
// There is one file a command, and no logic in any: each reads its words, asks package dataset, and has the answer written.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"syscall"

	"github.com/firewallmap/firewallmap/schema"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// The exit statuses.
const (
	exitDone     = 0
	exitProblems = 1 // the data has problems
	exitUsage    = 2 // wrong use
	exitFile     = 3 // a file or port cannot be used
)

// run runs a command line and returns its exit status. Results go to stdout, everything else to stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var problems schema.Problems
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errHasProblems):
		return exitProblems
	case errors.As(err, &problems):
		for _, p := range problems {
			fmt.Fprintln(stderr, p)
		}
		return exitProblems
	case errors.Is(err, syscall.EPIPE):
		return exitDone // the reader has seen enough
	}
	fmt.Fprintln(stderr, "firewallmap:", err)
	if isFile(err) {
		return exitFile
	}
	return exitUsage
}

// errHasProblems is the error of a command that has listed the problems of the data as its result.
var errHasProblems = errors.New("the data has problems")

// isFile says whether an error comes from a file or port that cannot be used.
func isFile(err error) bool {
	var path *fs.PathError
	var link *os.LinkError
	var network *net.OpError
	return errors.As(err, &path) || errors.As(err, &link) || errors.As(err, &network)
}
