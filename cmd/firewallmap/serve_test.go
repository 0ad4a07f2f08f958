package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A serving is the program serving, as a process of its own.
type serving struct {
	url string
	cmd *exec.Cmd
	log *logged
}

// logged is what the process wrote to standard error.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// startServing starts the program and waits for the address that it prints.
func startServing(t *testing.T, args ...string) *serving {
	t.Helper()
	program, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(program, append([]string{"serve", "--addr", "127.0.0.1:0", "--rate", "0"}, args...)...)
	home := t.TempDir()
	cmd.Env = append(os.Environ(), asProgram+"=1", "HOME="+home, "XDG_CACHE_HOME="+home)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	s := &serving{cmd: cmd, log: &logged{}}
	cmd.Stderr = s.log
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // where the test has not ended it
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err, s.log.String())
	s.url = strings.TrimSpace(line[strings.Index(line, "http"):])
	return s
}

func (s *serving) get(t *testing.T, path string) (int, string) {
	t.Helper()
	response, err := http.Get(s.url + path)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(body)
}

func (s *serving) query(t *testing.T, query string) (int, string) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	require.NoError(t, err)
	response, err := http.Post(s.url+"/graphql", "application/json", bytes.NewReader(body))
	require.NoError(t, err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(answer)
}

// wait asks until what is asked for is true.
func wait(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatal("waited in vain: " + what)
}

// A query that would kill the process gets an error, and the next one an answer.
func TestServeSurvivesHostileQueries(t *testing.T) {
	s := startServing(t)
	for name, query := range map[string]string{
		"two fragments that spread each other": "{countries{...a}} fragment a on Country{...b} fragment b on Country{...a}",
		"too deep":                             "{countries" + strings.Repeat("{cells{country", 5000) + strings.Repeat("}}", 5000) + "}",
		"too wide":                             "{" + strings.Repeat("countries{code}", 20000) + "}",
		"too many aliases":                     "{" + strings.Repeat("a:dataset{version}", 20000) + "}",
		"brackets":                             strings.Repeat("[", 2_000_000),
		"not GraphQL":                          "SELECT * FROM countries",
		"a mutation":                           "mutation{drop}",
	} {
		status, answer := s.query(t, query)
		require.Contains(t, answer, `"errors"`, name)
		require.NotContains(t, answer, "goroutine", name)
		require.Less(t, status, 500, name)
		_, answer = s.query(t, "{countries{code}}")
		require.Contains(t, answer, `"code":"BE"`, name)
	}
}

// The query of the README: thirteen countries with 49 assessments each, and what they rest on.
func TestServeAnswersTheWholeMatrix(t *testing.T) {
	s := startServing(t)
	status, answer := s.query(t, "{countries{code name firewall{level} score{value coverage low high} assessments{criterion{id} level caution citations{source{title url} says}}}}")
	require.Equal(t, http.StatusOK, status)
	var got struct {
		Data struct {
			Countries []struct {
				Code        string
				Firewall    struct{ Level string }
				Assessments []struct{ Level string }
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(answer), &got))
	require.Len(t, got.Data.Countries, 13)
	for _, c := range got.Data.Countries {
		require.Len(t, c.Assessments, 49, c.Code)
	}
	require.Equal(t, "PARTLY", got.Data.Countries[9].Firewall.Level, "NL")
}

// Killed and started again, the server has the same data.
func TestServeKilledAndStartedAgain(t *testing.T) {
	first := startServing(t)
	_, before := first.get(t, "/readyz")
	require.NoError(t, first.cmd.Process.Kill())
	_ = first.cmd.Wait() // killed is what it is to be
	_, after := startServing(t).get(t, "/readyz")
	require.Equal(t, before, after)
}

// New data is taken up when it changes on disk and on SIGHUP; data with problems is refused, and the old goes on serving.
// Asked to stop, the server ends well.
func TestServeTakesUpNewData(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	program, err := os.Executable()
	require.NoError(t, err)
	export := exec.Command(program, "export", "--format", "yaml", "--out", dir)
	export.Env = append(os.Environ(), asProgram+"=1")
	out, err := export.CombinedOutput()
	require.NoError(t, err, string(out))
	file := filepath.Join(dir, "countries", "be.yaml")
	original, err := os.ReadFile(file)
	require.NoError(t, err)
	change := func(old, new string) {
		require.Contains(t, string(original), old)
		require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(original), old, new, 1)), 0o644))
	}

	s := startServing(t, "--data", dir)
	overview := func() string { _, body := s.get(t, "/countries/BE.json"); return body }
	require.Contains(t, overview(), "Reporting is not safe in Belgium")

	change("level: not_met", "level: never_met")
	wait(t, "the bad data is refused", func() bool { _, body := s.get(t, "/readyz"); return strings.Contains(body, "never_met") })
	require.Contains(t, overview(), "Reporting is not safe in Belgium")

	change("Reporting is not safe in Belgium.", "Something else stands here.")
	wait(t, "the new data is taken up", func() bool { return strings.Contains(overview(), "Something else stands here.") })
	_, ready := s.get(t, "/readyz")
	require.NotContains(t, ready, "refused")

	require.NoError(t, os.WriteFile(file, original, 0o644))
	require.NoError(t, s.cmd.Process.Signal(syscall.SIGHUP))
	wait(t, "the old data is back", func() bool { return strings.Contains(overview(), "Reporting is not safe in Belgium") })

	require.NoError(t, s.cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(t, s.cmd.Wait(), s.log.String())
}

func TestServeSaysThatThePortIsInUse(t *testing.T) {
	s := startServing(t)
	program, err := os.Executable()
	require.NoError(t, err)
	second := exec.Command(program, "serve", "--addr", strings.TrimPrefix(s.url, "http://"))
	second.Env = append(os.Environ(), asProgram+"=1")
	out, err := second.CombinedOutput()
	var exit *exec.ExitError
	require.ErrorAs(t, err, &exit)
	require.Equal(t, exitFile, exit.ExitCode())
	require.Contains(t, string(out), "address already in use; choose another address with --addr")
}

// With a certificate the server speaks TLS and HTTP/2, and says so to browsers. Flags can be given as variables.
func TestServeSpeaksTLS(t *testing.T) {
	dir := t.TempDir()
	certificate, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	selfSigned(t, certificate, key)
	t.Setenv("FIREWALLMAP_TLS_CERT", certificate)
	t.Setenv("FIREWALLMAP_TLS_KEY", key)
	s := startServing(t)
	require.True(t, strings.HasPrefix(s.url, "https://"), s.url)
	client := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	response, err := client.Get(s.url + "/healthz")
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, 2, response.ProtoMajor)
	require.NotEmpty(t, response.Header.Get("Strict-Transport-Security"))
}

// selfSigned writes a certificate for 127.0.0.1 and its key.
func selfSigned(t *testing.T, certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	require.NoError(t, err)
	keyDER, err := x509.MarshalECPrivateKey(private)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600))
	require.NoError(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: keyDER}), 0o600))
}

// A client that sends its request a byte a second is cut off at the deadline, and holds up nobody meanwhile.
func TestServeCutsOffSlowBodies(t *testing.T) {
	t.Parallel() // most of it is waiting
	s := startServing(t)
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	require.NoError(t, err)
	defer connection.Close()
	_, err = io.WriteString(connection, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
	require.NoError(t, err)
	began := time.Now()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_, _ = io.Copy(io.Discard, connection) // until the server closes
	}()
	for sending := true; sending; {
		select {
		case <-closed:
			sending = false
		case <-time.After(time.Second):
			_, _ = io.WriteString(connection, "{") // fails once the server has closed
			status, _ := s.get(t, "/healthz")
			require.Equal(t, http.StatusOK, status)
		}
		require.Less(t, time.Since(began), 60*time.Second, "the connection is still open")
	}
}

func TestServeRefusesWhatCannotBe(t *testing.T) {
	program, err := os.Executable()
	require.NoError(t, err)
	for name, test := range map[string]struct {
		args   []string
		env    string
		status int
		says   string
	}{
		"a certificate that is not there": {[]string{"--tls-cert", "none.pem", "--tls-key", "none.pem"}, "", exitFile, "the certificate cannot be used"},
		"a rate that is no number":        {nil, "FIREWALLMAP_RATE=often", exitUsage, "FIREWALLMAP_RATE: "},
		"an address that is none":         {[]string{"--addr", "nowhere:-1"}, "", exitFile, "cannot serve at nowhere:-1"},
		"data that is not there":          {[]string{"--addr", "127.0.0.1:0", "--data", "nowhere"}, "", exitFile, "nowhere"},
		"a public address without a host": {[]string{"--addr", "127.0.0.1:0", "--public-url", "https://"}, "", exitUsage, "public"},
		"an exit that is a script":        {[]string{"--addr", "127.0.0.1:0", "--exit-url", "javascript:alert(1)"}, "", exitUsage, "exit"},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(program, append([]string{"serve"}, test.args...)...)
			home := t.TempDir()
			cmd.Env = append(os.Environ(), asProgram+"=1", "HOME="+home, "XDG_CACHE_HOME="+home, test.env)
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			require.ErrorAs(t, err, &exit, string(out))
			require.Equal(t, test.status, exit.ExitCode(), string(out))
			require.Contains(t, string(out), test.says)
		})
	}
}
