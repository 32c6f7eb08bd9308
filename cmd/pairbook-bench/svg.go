package main

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
)

// Sizes of the picture, in its own units. It is as wide as a page of text.
const (
	pictureWide = 760
	plotLeft    = 210 // room for names and numbers before it
	plotRight   = 590 // and for the names of lines behind it
	barTall     = 22
	chartTall   = 220
)

// style has the colours of a light page and of a dark one; lines differ by their dashes
// and names, too.
const style = `<style>
text{font:13px system-ui,sans-serif;fill:#1f2328}.small{font-size:11px}.head{font-weight:600;font-size:15px}
.page{fill:#fff}.axis{stroke:#8c959f;fill:none}.grid{stroke:#d8dee4;fill:none}.limit{stroke:#bc4c00;stroke-dasharray:4 3;fill:none}
.bar{fill:#8c959f}.ours{fill:#0969da}.l0,.l1,.l2{fill:none;stroke-width:2}.l0{stroke:#0969da}.l1{stroke:#8250df;stroke-dasharray:7 3}.l2{stroke:#57606a;stroke-dasharray:2 3}
.d0{fill:#0969da}.d1{fill:#8250df}.d2{fill:#57606a}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.page{fill:#0d1117}.axis{stroke:#6e7681}.grid{stroke:#262c34}.limit{stroke:#f0883e}
.bar{fill:#6e7681}.ours{fill:#4493f8}.l0{stroke:#4493f8}.l1{stroke:#b083f0}.l2{stroke:#adbac7}.d0{fill:#4493f8}.d1{fill:#b083f0}.d2{fill:#adbac7}}
</style>
`

// drawing is a picture that grows downwards.
type drawing struct {
	strings.Builder
	y int // where the next part begins
}

// put writes one line of the picture.
func (d *drawing) put(format string, args ...any) {
	d.WriteString(fmt.Sprintf(format, args...) + "\n")
}

// picture draws start and growth: bars of what the first screen takes, and lines of
// what grows with the book. A part that was not measured is left out.
func picture(r report) string {
	d := &drawing{y: 10}
	d.bars("Start to the first screen, ms (line: 95 % of starts)", barsOf(r.Rows))
	d.chart("From the shell to the screen, and load and draw alone, ms, by pairs in the book", seriesOf(r.Rows, "pairs"))
	d.chart("Opening a book, ms, by revisions in it", seriesOf(r.Rows, "open", "million"))
	d.text(10, d.y+12, "small", "start", fmt.Sprintf("%s, %d cores · %s · %s · %s", r.Machine.CPU, r.Machine.Cores, r.Machine.System, r.Machine.Go, r.Machine.Day))
	tall := d.y + 24
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t d">
<title id="t">How fast pairbook starts, and how its times grow with the book</title>
<desc id="d">%s</desc>
%s<rect class="page" width="%d" height="%d"/>
%s</svg>
`, pictureWide, tall, pictureWide, tall, html.EscapeString(inWords(r.Rows)), style, pictureWide, tall, d.String())
}

// inWords says what the picture shows, for those who listen to it.
func inWords(rows []Row) string {
	var out []string
	for _, b := range barsOf(rows) {
		out = append(out, fmt.Sprintf("%s %s ms", b.name, number(b.p50)))
	}
	for _, s := range append(seriesOf(rows, "pairs"), seriesOf(rows, "open", "million")...) {
		first, last := s.points[0], s.points[len(s.points)-1]
		out = append(out, fmt.Sprintf("%s from %s ms at %s to %s ms at %s", s.name, number(first.y), grouped(int(first.x)), number(last.y), grouped(int(last.x))))
	}
	return strings.Join(out, "; ") + "."
}

// bar is how long one program takes to its first screen.
type bar struct {
	name     string
	p50, p95 float64
	ours     bool
}

func barsOf(rows []Row) []bar {
	var out, peers []bar
	take := func(to *[]bar, name string, fs []Figure, ours bool) {
		p50, ok := figure(fs, "p50")
		if p95, _ := figure(fs, "p95"); ok && !math.IsNaN(p50) {
			*to = append(*to, bar{name, p50, p95, ours})
		}
	}
	for _, r := range rows {
		if r.Group != "start" {
			continue
		}
		_, name, _ := strings.Cut(strings.TrimPrefix(r.What, "… "), ", ")
		if name == "" {
			name = strings.TrimPrefix(r.What, "… ")
		}
		take(&out, "pairbook, "+name, r.Ours, true)
		for _, o := range r.Beside {
			take(&peers, o.Who, o.Figures, false)
		}
	}
	return append(out, peers...)
}

func (d *drawing) bars(head string, bars []bar) {
	if len(bars) == 0 {
		return
	}
	d.text(10, d.y+16, "head", "start", head)
	most := 16.0 // the budget
	for _, b := range bars {
		most = max(most, b.p50, b.p95)
	}
	at := func(v float64) int { return plotLeft + int(v/most*float64(pictureWide-plotLeft-60)) }
	top := d.y + 28
	for i, b := range bars {
		y, class := top+i*barTall, "bar"
		if b.ours {
			class = "ours"
		}
		d.text(plotLeft-8, y+15, "", "end", b.name)
		d.put(`<rect class="%s" x="%d" y="%d" width="%d" height="%d"/>`, class, plotLeft, y+3, at(b.p50)-plotLeft, barTall-6)
		d.put(`<path class="axis" d="M%d %dH%dm0 -4v8"/>`, at(b.p50), y+barTall/2, at(b.p95))
		d.text(at(max(b.p50, b.p95))+6, y+15, "small", "start", number(b.p50))
	}
	bottom := top + len(bars)*barTall
	d.put(`<path class="limit" d="M%d %dV%d"/>`, at(16), top, bottom+4)
	d.text(at(16), bottom+16, "small", "middle", "budget 16 ms")
	d.y = bottom + 40
}

// point is one measurement of a line: how large the book is, and how long it took.
type point struct{ x, y float64 }

// series is a line of a chart.
type series struct {
	name   string
	points []point
}

// seriesOf collects what the rows of some groups show of books of different sizes.
// What stands before the number in a row's name names the line; pairbook itself where
// others stand beside it.
func seriesOf(rows []Row, groups ...string) []series {
	var out []series
	add := func(name string, x int, fs []Figure) {
		y, ok := figure(fs, "p50")
		if !ok || math.IsNaN(y) || y <= 0 {
			return
		}
		i := slices.IndexFunc(out, func(s series) bool { return s.name == name })
		if i < 0 {
			i, out = len(out), append(out, series{name: name})
		}
		out[i].points = append(out[i].points, point{float64(x), y})
	}
	for _, r := range rows {
		if !slices.Contains(groups, r.Group) || r.At == 0 {
			continue
		}
		name, _, many := strings.Cut(strings.TrimPrefix(r.What, "… "), ", ")
		if !many {
			name = "pairbook"
		}
		add(name, r.At, r.Ours)
		for _, o := range r.Beside {
			add(o.Who, r.At, o.Figures)
		}
	}
	return out
}

// scale turns a value into a place, by its powers of ten.
type scale struct{ low, high, from, to float64 }

// scaleOf returns one that holds all values, from a power of ten to another.
func scaleOf(values []float64, from, to float64) scale {
	low, high := math.Floor(math.Log10(slices.Min(values))), math.Ceil(math.Log10(slices.Max(values)))
	return scale{low, max(high, low+1), from, to}
}

func (s scale) at(v float64) float64 {
	return s.from + (math.Log10(v)-s.low)/(s.high-s.low)*(s.to-s.from)
}

func (d *drawing) chart(head string, all []series) {
	if len(all) == 0 {
		return
	}
	var xs, ys []float64
	for _, s := range all {
		for _, p := range s.points {
			xs, ys = append(xs, p.x), append(ys, p.y)
		}
	}
	d.text(10, d.y+16, "head", "start", head)
	top, bottom := d.y+32, d.y+32+chartTall
	x, y := scaleOf(xs, plotLeft, plotRight), scaleOf(ys, float64(bottom), float64(top))
	d.grid(x, y)
	taken := []float64{}
	for i, s := range all {
		d.curve(i%3, s, x, y, &taken)
	}
	d.y = bottom + 44
}

func (d *drawing) grid(x, y scale) {
	for p := y.low; p <= y.high; p++ {
		at := y.at(math.Pow(10, p))
		d.put(`<path class="grid" d="M%d %.1fH%d"/>`, plotLeft, at, plotRight)
		d.text(plotLeft-8, int(at)+4, "small", "end", strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", math.Pow(10, p)), "0"), "."))
	}
	for p := x.low; p <= x.high; p++ {
		at := x.at(math.Pow(10, p))
		d.put(`<path class="axis" d="M%.1f %.1fv5"/>`, at, y.from)
		d.text(int(at), int(y.from)+18, "small", "middle", grouped(int(math.Pow(10, p))))
	}
	d.put(`<path class="axis" d="M%d %.1fV%.1fH%d"/>`, plotLeft, y.to, y.from, plotRight)
}

// curve draws a line with its name at its end, below the names that stand there.
func (d *drawing) curve(class int, s series, x, y scale, taken *[]float64) {
	path := ""
	for i, p := range s.points {
		path += fmt.Sprintf("%s%.1f %.1f", map[bool]string{true: "M", false: "L"}[i == 0], x.at(p.x), y.at(p.y))
		d.put(`<circle class="d%d" cx="%.1f" cy="%.1f" r="3.5"/>`, class, x.at(p.x), y.at(p.y))
	}
	d.put(`<path class="l%d" d="%s"/>`, class, path)
	last := s.points[len(s.points)-1]
	at := y.at(last.y)
	for slices.ContainsFunc(*taken, func(t float64) bool { return math.Abs(t-at) < 14 }) {
		at++
	}
	*taken = append(*taken, at)
	d.text(int(x.at(last.x))+10, int(at)+4, "small", "start", s.name+" "+number(last.y))
}

func (d *drawing) text(x, y int, class, anchor, words string) {
	d.put(`<text class="%s" x="%d" y="%d" text-anchor="%s">%s</text>`, class, x, y, anchor, html.EscapeString(words))
}
