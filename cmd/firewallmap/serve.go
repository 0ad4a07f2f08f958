package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/firewallmap/firewallmap/api"
	"github.com/firewallmap/firewallmap/api/web"
	"github.com/firewallmap/firewallmap/indexer"
)

// serveFlags are the flags of serve. Each can be given as a variable too: --exit-url as FIREWALLMAP_EXIT_URL.
type serveFlags struct {
	addr, metricsAddr   string
	index               string
	tlsCert, tlsKey     string
	exitURL, publicURL  string
	rate                float64
	burst               int
	clientHeader        string
	logRequests, silent bool
}

func newServe(f *flags) *cobra.Command {
	var o serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the pages, GraphQL and the downloads",
		Long: "Serve the pages, GraphQL and the downloads.\n\nEach flag can be given as a variable too: --exit-url as FIREWALLMAP_EXIT_URL. " +
			"New data is taken up on SIGHUP,\nand when what --data names changes on disk; data with problems is refused, and the old goes on serving.",
		Example: "  firewallmap serve\n  firewallmap serve --addr :8443 --tls-cert cert.pem --tls-key key.pem --data mydata",
		Args:    exactly(0, "no arguments"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return fromEnvironment(cmd.Flags()) },
		RunE:    func(cmd *cobra.Command, _ []string) error { return serve(cmd, f, &o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.addr, "addr", "127.0.0.1:8080", "the address to serve at")
	flags.StringVar(&o.metricsAddr, "metrics-addr", "", "an address of their own for the metrics (default: /metrics at --addr)")
	flags.StringVar(&o.index, "index", "", "where the search index is kept (default: firewallmap/index in the user's cache directory)")
	flags.StringVar(&o.tlsCert, "tls-cert", "", "a certificate, for TLS and HTTP/2")
	flags.StringVar(&o.tlsKey, "tls-key", "", "the key of the certificate")
	flags.StringVar(&o.exitURL, "exit-url", web.DefaultExitURL, "where the button \"leave this page\" goes")
	flags.StringVar(&o.publicURL, "public-url", "", "where readers reach this server, https://…, for canonical links and search engines (default: no canonical links)")
	flags.Float64Var(&o.rate, "rate", 50, "requests a second that one client may make on average; 0 is no limit")
	flags.IntVar(&o.burst, "burst", 200, "requests that one client may make at once")
	flags.StringVar(&o.clientHeader, "client-header", "", "the header in which a proxy in front says who the client is, for example X-Forwarded-For")
	flags.BoolVar(&o.logRequests, "log-requests", false, "log the address and the query of each request (off, as a reader may be a victim)")
	flags.BoolVar(&o.silent, "quiet", false, "log errors only")
	return cmd
}

// fromEnvironment sets the flags that are not given from variables.
func fromEnvironment(flags *pflag.FlagSet) error {
	var wrong error
	flags.VisitAll(func(f *pflag.Flag) {
		name := "FIREWALLMAP_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value, ok := os.LookupEnv(name); ok && !f.Changed && wrong == nil {
			if err := flags.Set(f.Name, value); err != nil {
				wrong = fmt.Errorf("%s: %w", name, err)
			}
		}
	})
	return wrong
}

func serve(cmd *cobra.Command, f *flags, o *serveFlags) error {
	// Serving alone ends well on a signal; other commands just end, as nothing that they write is ever half written.
	ctx, cancel := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	var certificate *tls.Certificate
	if o.tlsCert != "" || o.tlsKey != "" {
		pair, err := tls.LoadX509KeyPair(o.tlsCert, o.tlsKey)
		if err != nil {
			return fmt.Errorf("the certificate cannot be used: %w", err)
		}
		certificate = &pair
	}
	listener, err := net.Listen("tcp", o.addr)
	if err != nil {
		return fmt.Errorf("cannot serve at %s: %w; choose another address with --addr", o.addr, err)
	}
	defer listener.Close()

	level := slog.LevelInfo
	if o.silent {
		level = slog.LevelError
	}
	logger := slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
	server, err := api.New(ctx, api.Options{
		Load: func(ctx context.Context) (*api.Generation, error) {
			snapshot, err := f.load(cmd)
			if err != nil {
				return nil, err
			}
			return api.NewGeneration(ctx, snapshot, indexer.Options{Dir: o.index, Note: func(message string) { logger.Warn(message) }})
		},
		ExitURL:      o.exitURL,
		PublicURL:    o.publicURL,
		Logger:       logger,
		LogRequests:  o.logRequests,
		Rate:         o.rate,
		Burst:        o.burst,
		ClientHeader: o.clientHeader,
		Metrics:      o.metricsAddr == "",
	})
	if err != nil {
		return err
	}

	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	defer signal.Stop(reload)
	go server.Watch(ctx, f.data, reload)

	done := make(chan error, 1)
	if o.metricsAddr != "" {
		metrics, err := net.Listen("tcp", o.metricsAddr)
		if err != nil {
			return fmt.Errorf("cannot serve metrics at %s: %w", o.metricsAddr, err)
		}
		go func() { done <- server.Serve(ctx, metrics, server.MetricsHandler(), nil) }()
	} else {
		done <- nil
	}

	scheme := "http"
	if certificate != nil {
		scheme = "https"
	}
	s := server.Current().Snapshot
	fmt.Fprintf(cmd.OutOrStdout(), "%s %s at %s://%s\n", s.Dataset().Title, s.Version(), scheme, listener.Addr())
	err = server.Serve(ctx, listener, server, certificate)
	cancel()
	if metricsErr := <-done; err == nil {
		err = metricsErr
	}
	return err
}
