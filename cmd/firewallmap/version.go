package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the version of the program; a release sets it with -ldflags.
var version = ""

func newVersion(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Say the versions of the program and of the dataset",
		Example: "  firewallmap version",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := f.load(cmd)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "firewallmap %s, %s %s/%s\ndataset %s as of %s, %s\nlicence of the data: %s (%s); of the program: Apache-2.0\n",
				programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH,
				s.Version(), s.AsOf(), s.Digest(), s.Dataset().Licence.ID, s.Dataset().Licence.URL)
			return nil
		},
	}
}

// programVersion is the version that was set when the program was built, or the revision it was built from.
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return "development (" + s.Value[:12] + ")"
			}
		}
	}
	return "development"
}
