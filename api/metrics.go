package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what operators watch. They count and time; none says who asked or what.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	inFlight prometheus.Gauge
	reloads  *prometheus.CounterVec
	data     *prometheus.GaugeVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "firewallmap_requests_total", Help: "Requests answered, by route and status.",
		}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "firewallmap_request_seconds", Help: "Time to answer a request, by route.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5},
		}, []string{"route"}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{Name: "firewallmap_requests_in_flight", Help: "Requests being answered."}),
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "firewallmap_reloads_total", Help: "Reloads of the data, by outcome: published, unchanged, refused.",
		}, []string{"outcome"}),
		data: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "firewallmap_dataset_info", Help: "The dataset that is served.",
		}, []string{"version", "digest"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.inFlight, m.reloads, m.data,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// published notes which dataset is served.
func (m *metrics) published(g *Generation) {
	m.data.Reset()
	m.data.WithLabelValues(g.Snapshot.Version(), g.Snapshot.Digest()).Set(1)
}

// observe counts a request.
func (m *metrics) observe(route string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}
