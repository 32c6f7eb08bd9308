package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
)

// sample is a series of measurements in one unit.
type sample []float64

// add takes a duration as milliseconds.
func (s *sample) add(d time.Duration) { *s = append(*s, ms(d)) }

// p returns the q-th percentile (0 to 100) by nearest rank: a value that was
// really measured. It is NaN for an empty sample.
func (s sample) p(q float64) float64 {
	if len(s) == 0 {
		return math.NaN()
	}
	sorted := slices.Clone(s)
	slices.Sort(sorted)
	rank := int(math.Ceil(q / 100 * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// ms returns a duration in milliseconds.
func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// middle returns the median of milliseconds as the table shows it.
func (s sample) middle() Figure { return Figure{"p50", s.p(50), "ms"} }

// grouped writes a count with a comma between thousands: 10,000.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
