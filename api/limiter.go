package api

import (
	"encoding/json"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// maxClients is how many clients the limiter knows at once; the one that was quiet longest is forgotten first.
const maxClients = 10_000

// limiter lets each client make so many requests a second. It holds addresses in memory only as long as it needs them.
type limiter struct {
	clients *lru.Cache[netip.Prefix, *rate.Limiter]
	rate    rate.Limit
	burst   int
	header  string
}

func newLimiter(perSecond float64, burst int, header string) (*limiter, error) {
	clients, err := lru.New[netip.Prefix, *rate.Limiter](maxClients)
	if err != nil {
		return nil, err
	}
	return &limiter{clients, rate.Limit(perSecond), max(burst, 1), header}, nil
}

// around answers 429 to a client that asks too often, with the seconds to wait.
func (l *limiter) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client := clientOf(r, l.header)
		known, ok := l.clients.Get(client)
		if !ok {
			known = rate.NewLimiter(l.rate, l.burst)
			if earlier, found, _ := l.clients.PeekOrAdd(client, known); found {
				known = earlier
			}
		}
		if reservation := known.Reserve(); reservation.Delay() > 0 {
			wait := int(math.Ceil(reservation.Delay().Seconds()))
			reservation.Cancel()
			w.Header().Set("Retry-After", strconv.Itoa(wait))
			writeError(w, http.StatusTooManyRequests, "RATE_LIMITED",
				fmt.Sprintf("more than %v requests a second (%d at once); try again in %d s", float64(l.rate), l.burst, wait))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// clientOf is the network of a client: its address, or for IPv6 the /64 that one client usually has to itself.
func clientOf(r *http.Request, header string) netip.Prefix {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if header != "" {
		// The last address is the one that the proxy in front added; those before it are whatever the client sent.
		list := strings.Split(r.Header.Get(header), ",")
		if last := strings.TrimSpace(list[len(list)-1]); last != "" {
			host = last
		}
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Prefix{}
	}
	address = address.Unmap().WithZone("")
	bits := 32
	if address.Is6() {
		bits = 64
	}
	prefix, _ := address.Prefix(bits) // the bits fit the address
	return prefix
}

// writeError answers with an error as JSON, in the form of a GraphQL error, so that clients read one form of error from
// every address.
func writeError(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{ // a client that has gone needs no answer
		"errors": []any{map[string]any{"message": message, "extensions": map[string]any{"code": code}}},
	})
}
