// Makes the small file of outlines that the program draws its map from: node generate.mjs OUT.
//
// Outlines are Natural Earth's at 1:50 million (public domain), as the npm package world-atlas carries them; at 1:110
// million Malta is missing. The projection is Lambert's azimuthal equal-area, centred on 52° N 10° E: the one of
// ETRS89-LAEA (EPSG:3035), which statistics on Europe use, so that no country looks larger than it is.

import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoAzimuthalEqualArea, geoPath } from 'd3-geo'
import { feature, merge, mesh } from 'topojson-client'
import { filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from 'topojson-simplify'

const out = process.argv[2]
if (!out) {
  console.error('usage: node generate.mjs OUT')
  process.exit(2)
}

const width = 640
const height = 620

// The countries of the dataset by their number in ISO 3166-1, which is what world-atlas calls them.
const mapped = {
  '056': 'BE', 100: 'BG', 300: 'EL', 724: 'ES', 191: 'HR', 348: 'HU', 372: 'IE', 380: 'IT', 470: 'MT', 528: 'NL',
  616: 'PL', 705: 'SI', 826: 'UK',
}

// Where a country's mark stands, as longitude and latitude: inside the country, or beside it where there is no room.
const marks = {
  BE: [4.6, 50.65], BG: [25.2, 42.7], EL: [22.0, 39.6], ES: [-3.6, 40.0], HR: [16.9, 45.5], HU: [19.4, 47.1],
  IE: [-8.0, 53.1], IT: [12.4, 42.9], MT: [14.4, 35.9], NL: [5.6, 52.3], PL: [19.3, 52.0], SI: [14.3, 46.2],
  UK: [-1.5, 52.6],
}

// Simplified along the arcs that neighbours share, so that no gap opens between them, and further where neither neighbour is in
// the dataset; islands too small to be seen go, but for Malta, whose file is small anyhow. The weights are areas on the unit
// sphere: 1.2e-6 is about one unit of the picture squared.
const whole = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')))
const weighed = presimplify(whole, sphericalTriangleArea)
const inDataset = (country) => country.id in mapped
const mappedArcs = new Set(weighed.objects.countries.geometries.filter(inDataset).flatMap((g) => g.arcs.flat(Infinity)).map((arc) => (arc < 0 ? ~arc : arc)))
weighed.arcs.forEach((arc, i) => {
  if (!mappedArcs.has(i)) for (const point of arc) point[2] /= 3
})
const drawn = simplify(weighed, 1.2e-6)
const large = filterWeight(drawn, 6e-6, sphericalRingArea)
const topology = filter(drawn, (ring, interior) => large(ring, interior) || inMalta(ring))

function inMalta(ring) {
  const outline = feature(drawn, { type: 'Polygon', arcs: [ring] }).geometry.coordinates[0]
  return outline.every(([longitude, latitude]) => longitude > 14 && longitude < 14.7 && latitude > 35.7 && latitude < 36.2)
}

const countries = topology.objects.countries

const projection = geoAzimuthalEqualArea().rotate([-10, -52]).clipExtent([[0, 0], [width, height]])
projection.fitExtent([[8, 8], [width - 8, height - 8]], {
  type: 'MultiPoint',
  coordinates: [[-10.7, 51.5], [-6, 35.4], [14.4, 34.6], [28.8, 41.2], [24, 54.6], [-3, 59.3], [-9.6, 43.2]],
})
const path = geoPath(projection).digits(1)

const shapes = {}
for (const country of countries.geometries.filter(inDataset)) {
  const code = mapped[country.id]
  shapes[code] = { path: relative(path(feature(topology, country))), mark: projection(marks[code]).map((n) => Math.round(n * 10) / 10) }
}
// The others are one piece of land with lines in it, so that a border is written once.
const others = countries.geometries.filter((country) => !inDataset(country))
const land = relative(path(merge(topology, others)))
const borders = relative(path(mesh(topology, countries, (a, b) => a !== b && !inDataset(a) && !inDataset(b))))

// relative writes a path by the steps between its points, in tenths: half as long as by where they are.
function relative(d) {
  let out = ''
  let last // the number written last
  let at // where the pen is, in tenths
  const write = (tenths) => {
    const number = String(tenths / 10).replace(/^(-?)0\./, '$1.')
    const apart = last === undefined || number.startsWith('-') || (number.startsWith('.') && last.includes('.'))
    out += apart ? number : ' ' + number
    last = number
  }
  for (const [, command, x, y] of d.matchAll(/([MLZ])(?:([-\d.]+),([-\d.]+))?/g)) {
    const to = command === 'Z' ? at : [Math.round(x * 10), Math.round(y * 10)]
    if (command === 'L' && to[0] === at[0] && to[1] === at[1]) continue
    if (command !== 'L' || !/l[^a-zA-Z]*$/.test(out)) {
      out += { M: 'M', L: 'l', Z: 'z' }[command]
      last = undefined
    }
    if (command === 'M') to.forEach(write)
    if (command === 'L') to.forEach((n, i) => write(n - at[i]))
    at = to
  }
  return out
}

const missing = Object.values(mapped).filter((code) => !shapes[code])
if (missing.length > 0) {
  console.error(`no outline for ${missing.join(', ')}`)
  process.exit(1)
}
const sorted = Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(out, JSON.stringify({ width, height, land, borders, countries: sorted }, null, 1) + '\n')
