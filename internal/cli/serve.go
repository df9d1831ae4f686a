package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/internal/asof"
	"github.com/stemma/stemma/internal/web"
)

// defaultAddr is where pages are served.
const defaultAddr = "127.0.0.1:8600"

type serveOptions struct{ addr string }

func newServe(a *app) *cobra.Command {
	o := &serveOptions{}
	cmd := &cobra.Command{
		Use:   "serve [flags]",
		Short: "show the case as pages in the browser",
		Long: `Show the case as pages in the browser, until Ctrl-C. The pages are for whoever
can reach the address: there are no accounts and no passwords. By default that
is this machine alone.`,
		Example: `  stemma serve
  stemma serve --case affair.stemma --addr 127.0.0.1:9000`,
		Annotations: map[string]string{"exits": exits},
		Args:        takes(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			host, _, err := net.SplitHostPort(o.addr)
			if err != nil {
				return &usageError{fmt.Errorf("--addr is a host and a port, not %q", o.addr), "--addr " + defaultAddr}
			}
			return a.change(cmd.Context(), func(ctx context.Context, store stemma.Store) error {
				listener, err := net.Listen("tcp", o.addr)
				if err != nil {
					return &stemma.Error{
						Kind: stemma.Invalid, Op: "serve the pages on " + o.addr, Err: err,
						Hint: "another address, as --addr 127.0.0.1:8601",
					}
				}
				if !loopback(host) {
					a.note("warning: anyone who can reach %s can read this case and judge in it", listener.Addr())
				}
				return a.serve(ctx, store, listener, hostNames(host))
			})
		},
	}
	cmd.Flags().StringVar(&o.addr, "addr", defaultAddr, "the `ADDRESS` to serve on")
	return cmd
}

// loopback reports whether host reaches this machine alone.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// hostNames are the names under which pages are asked for that are served on host:
// its own or, where that stands for every address of the machine ("",
// "0.0.0.0", "::"), the machine's name and addresses.
func hostNames(host string) []string {
	if ip := net.ParseIP(host); host != "" && (ip == nil || !ip.IsUnspecified()) {
		return []string{host}
	}
	var all []string
	if name, err := os.Hostname(); err == nil {
		all = append(all, name)
	}
	if addrs, err := net.InterfaceAddrs(); err == nil {
		for _, a := range addrs {
			if n, ok := a.(*net.IPNet); ok {
				all = append(all, n.IP.String())
			}
		}
	}
	return append(all, "localhost")
}

// serve serves the pages of a case on listener until the context ends. Hosts
// are the names that pages may be asked for under; the first is shown.
func (a *app) serve(ctx context.Context, store stemma.Store, listener net.Listener, hosts []string) error {
	server := web.Server(web.Handler(store, web.Options{
		Case: filepath.Base(a.caseFile), Version: version(), Hosts: hosts,
		Reckon: func(ctx context.Context) error {
			e, err := a.engine(store)
			if err != nil {
				return err
			}
			return e.Reckon(ctx)
		},
		Overruled: func(ctx context.Context, view stemma.View) (map[stemma.ID]string, error) {
			log, err := stemma.Log(ctx, view)
			if err != nil {
				return nil, err
			}
			return whyUnheld(ctx, view, log)
		},
		Ask: func(ctx context.Context, view stemma.View, question string) (*ask.Answer, error) {
			reader, err := questions()
			if err != nil {
				return nil, err
			}
			return ask.For(ctx, view, reader, question)
		},
		Compare: func(ctx context.Context, view stemma.View, x, y stemma.ID) (*stemma.Derivation, error) {
			e, err := a.engine(store)
			if err != nil {
				return nil, err
			}
			return e.Compare(ctx, view, x, y)
		},
		Outlets: a.pageOutlets(store),
		AsOf: func(ctx context.Context, day string) (stemma.View, error) {
			if _, err := asof.Day(day); err != nil {
				return nil, err // of the page's own words, not of the command line's
			}
			return a.known(ctx, store, day)
		},
	}))
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return err
	}
	a.say("%s is at http://%s", a.caseFile, net.JoinHostPort(hosts[0], port))
	if a.live {
		a.say("Ctrl-C ends it")
	}
	if err := a.out.Flush(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve the pages: %w", err)
	case <-ctx.Done():
	}
	// Whoever is loading a page gets it; nobody is waited for any longer.
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(finish); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop serving the pages: %w", err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the pages: %w", err)
	}
	return nil
}

// listenNear listens on the default address, or on the next free port if that
// is taken.
func listenNear() (net.Listener, error) {
	host, first, err := net.SplitHostPort(defaultAddr)
	if err != nil {
		return nil, err
	}
	port, err := strconv.Atoi(first)
	if err != nil {
		return nil, err
	}
	const tries = 100
	var failed error
	for p := port; p < port+tries; p++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(p)))
		if err == nil {
			return listener, nil
		}
		failed = err
	}
	return nil, fmt.Errorf("find a free port from %d on: %w", port, failed)
}
