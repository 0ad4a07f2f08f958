// Command load asks a running server as many users would, from a process of its own, and says how it bears it: how many
// requests a second it sustains, how long requests take at half that rate, and how its memory grows.
//
//	bin/firewallmap serve --rate 0 --quiet &
//	go run ./load -url http://127.0.0.1:8080 -pid $! -requests 1000000
//
// It runs in the folder bench. The mix is twenty realistic requests, most of them GraphQL, for all countries. It asks
// only addresses on this machine, and stops by itself.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	address := flag.String("url", "http://127.0.0.1:8080", "where the server is; an address of this machine")
	pid := flag.Int("pid", 0, "the process of the server, whose memory is watched")
	clients := flag.Int("clients", 16, "how many ask at once")
	duration := flag.Duration("for", 20*time.Second, "how long each of the first two parts takes")
	requests := flag.Int64("requests", 0, "how many requests in all, for the growth of memory; 0 leaves that part out")
	flag.Parse()
	if err := local(*address); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(2)
	}
	l := newLoad(*address, *clients)

	sustained := l.closed(*duration)
	fmt.Printf("sustained: %.0f requests a second, %d errors\n", sustained, l.errors.Load())
	took := l.open(*duration, sustained/2)
	fmt.Printf("at half that rate: p50 %v, p95 %v, p99 %v, max %v of %d requests, %d errors\n",
		at(took, .50), at(took, .95), at(took, .99), at(took, 1), len(took), l.errors.Load())
	if *requests > 0 && *pid > 0 {
		l.grow(*pid, *requests)
	}
	if l.errors.Load() > 0 {
		os.Exit(1)
	}
}

// local refuses addresses that are not of this machine: others are nobody's to load.
func local(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("%s is not an address of this machine", address)
	}
	return nil
}

// A load asks.
type load struct {
	base   string
	client *http.Client
	users  int
	done   atomic.Int64
	errors atomic.Int64
}

func newLoad(base string, users int) *load {
	return &load{base: base, users: users, client: &http.Client{
		Timeout:   30 * time.Second,
		Transport: &http.Transport{MaxIdleConns: users * 4, MaxIdleConnsPerHost: users * 4},
	}}
}

var (
	countries = strings.Fields("BE BG EL ES HR HU IE IT MT NL PL SI UK")
	criteria  = strings.Fields("L1 L2 L3 L4 L6 L7 L9 L12 R1 R2 R4 P1 P3 P7 P8 P11 P13 P14 V2 V6 C1")
	words     = []string{"interpreter", "duty to notify police", "shelter without papers", "residence permit victim", "legal aid", "Beratung", "helpline"}
)

// the mix of twenty requests: most GraphQL, the rest pages and files.
var mix = []func(*rand.Rand) (path, query string){
	func(*rand.Rand) (string, string) { return "", `{countries{code name firewall{level contrary}}}` },
	func(*rand.Rand) (string, string) { return "", `{countries{code score{value coverage low high}}}` },
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{country(code:%q){name overview firewall{level weakest{id}} aspects{aspect score{value low high}}}}`, pick(r, countries))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{country(code:%q){assessments(aspect:LEGAL){criterion{id} level summary caution citations{source{title url} says}}}}`, pick(r, countries))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{cell(country:%q,criterion:%q){level assessment{summary caution confidence evidence}}}`, pick(r, countries), pick(r, criteria))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{cell(country:%q,criterion:%q){level history{id level} others{id level}}}`, pick(r, countries), pick(r, criteria))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{gaps(country:%q){severity cell{id level} recommendations{id}}}`, pick(r, countries))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{alignment(countries:[%q]){provision{id} binding meets}}`, pick(r, countries))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{doors(country:%q){__typename}}`, pick(r, countries))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{search(query:%q,first:10){totalCount edges{node{id title fragments}}}}`, pick(r, words)+" "+pick(r, countries))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{suggest(prefix:%q)}`, pick(r, words)[:3])
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{timeline(countries:[%q]){id date}}`, pick(r, countries))
	},
	func(r *rand.Rand) (string, string) {
		return "", fmt.Sprintf(`{services(country:%q){id name}}`, pick(r, countries))
	},
	func(*rand.Rand) (string, string) { return "/", "" },
	func(*rand.Rand) (string, string) { return "/matrix", "" },
	func(r *rand.Rand) (string, string) { return "/countries/" + pick(r, countries), "" },
	func(r *rand.Rand) (string, string) {
		return "/assessments/" + pick(r, countries) + "-" + pick(r, criteria), ""
	},
	func(r *rand.Rand) (string, string) {
		return "/assessments/" + pick(r, countries) + "-" + pick(r, criteria) + ".json", ""
	},
	func(r *rand.Rand) (string, string) { return "/gaps/" + pick(r, countries) + ".csv", "" },
	func(r *rand.Rand) (string, string) { return "/search?q=" + url.QueryEscape(pick(r, words)), "" },
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// ask makes one request of the mix.
func (l *load) ask(r *rand.Rand) {
	path, query := mix[r.IntN(len(mix))](r)
	var response *http.Response
	var err error
	if path != "" {
		response, err = l.client.Get(l.base + path)
	} else {
		body, _ := json.Marshal(map[string]string{"query": query}) // a map of strings can be written
		response, err = l.client.Post(l.base+"/graphql", "application/json", bytes.NewReader(body))
	}
	l.done.Add(1)
	if err != nil {
		l.fail(path+query, err.Error())
		return
	}
	defer response.Body.Close()
	head := make([]byte, 12)
	n, _ := io.ReadFull(response.Body, head) // an answer may be shorter
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		l.fail(path+query, err.Error())
	} else if response.StatusCode != http.StatusOK || bytes.HasPrefix(head[:n], []byte(`{"errors"`)) {
		l.fail(path+query, response.Status)
	}
}

func (l *load) fail(what, why string) {
	if l.errors.Add(1) <= 5 {
		fmt.Fprintln(os.Stderr, "load:", what, why)
	}
}

// closed lets every user ask as soon as the last answer is there, and says how many requests a second that makes.
func (l *load) closed(duration time.Duration) float64 {
	began, before := time.Now(), l.done.Load()
	var users sync.WaitGroup
	for i := range l.users {
		users.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(i)))
			for time.Since(began) < duration {
				l.ask(r)
			}
		})
	}
	users.Wait()
	return float64(l.done.Load()-before) / time.Since(began).Seconds()
}

// open asks at a steady rate whether or not answers have come, and says how long each took from the moment at which it was
// due, so that a slow answer is not hidden by those that wait behind it.
func (l *load) open(duration time.Duration, rate float64) []time.Duration {
	type due struct{ at time.Time }
	queue := make(chan due, 100_000)
	var mu sync.Mutex
	var took []time.Duration
	var users sync.WaitGroup
	for i := range l.users * 4 {
		users.Go(func() {
			r := rand.New(rand.NewPCG(2, uint64(i)))
			var own []time.Duration
			for d := range queue {
				l.ask(r)
				own = append(own, time.Since(d.at))
			}
			mu.Lock()
			took = append(took, own...)
			mu.Unlock()
		})
	}
	began := time.Now()
	for n := 0; ; n++ {
		at := began.Add(time.Duration(float64(n) / rate * float64(time.Second)))
		if at.Sub(began) > duration {
			break
		}
		time.Sleep(time.Until(at))
		queue <- due{at}
	}
	close(queue)
	users.Wait()
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	return took
}

// at is the duration that a share of the sorted durations do not exceed.
func at(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[int(share*float64(len(sorted)-1))].Round(10 * time.Microsecond)
}

// grow asks many times and says how much memory the server holds on the way.
func (l *load) grow(pid int, requests int64) {
	first := l.done.Load()
	stop := make(chan struct{})
	var users sync.WaitGroup
	for i := range l.users {
		users.Go(func() {
			r := rand.New(rand.NewPCG(3, uint64(i)))
			for {
				select {
				case <-stop:
					return
				default:
					l.ask(r)
				}
			}
		})
	}
	early, next := 0, requests/10
	for n := int64(0); n < requests; n = l.done.Load() - first {
		if n >= next {
			held := resident(pid)
			if early == 0 {
				early = held
			}
			fmt.Printf("after %d requests: %d MB resident (%+.1f %% against the first)\n", n, held>>10, 100*float64(held-early)/float64(early))
			next += requests / 10
		}
		time.Sleep(20 * time.Millisecond)
	}
	close(stop)
	users.Wait()
	held := resident(pid)
	fmt.Printf("after %d requests: %d MB resident (%+.1f %%), %d errors\n", l.done.Load()-first, held>>10, 100*float64(held-early)/float64(early), l.errors.Load())
}

// resident is the memory that a process holds, in KB, as Linux tells it.
func resident(pid int) int {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb
		}
	}
	return 0
}
