package main

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAPercentileIsAValueThatWasMeasured(t *testing.T) {
	s := sample{15, 20, 35, 40, 50}
	for _, c := range []struct{ q, want float64 }{
		{0, 15}, {5, 15}, {30, 20}, {40, 20}, {50, 35}, {95, 50}, {100, 50},
	} {
		if got := s.p(c.q); got != c.want {
			t.Errorf("percentile %v of %v is %v, want %v", c.q, s, got, c.want)
		}
	}
}

func TestOfNothingThereIsNoPercentile(t *testing.T) {
	var s sample
	if got := s.p(50); !math.IsNaN(got) {
		t.Errorf("the median of nothing is %v", got)
	}
}

func TestPercentilesKeepTheirOrderAndTheSampleItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sample(rapid.SliceOfN(rapid.Float64Range(0, 1e6), 1, 50).Draw(t, "sample"))
		before := slices.Clone(s)
		low := rapid.Float64Range(0, 100).Draw(t, "low")
		high := rapid.Float64Range(low, 100).Draw(t, "high")
		switch {
		case s.p(low) > s.p(high):
			t.Fatalf("percentile %v is above percentile %v", low, high)
		case !slices.Contains(s, s.p(low)):
			t.Fatalf("percentile %v was never measured", low)
		case s.p(0) != slices.Min(s) || s.p(100) != slices.Max(s):
			t.Fatal("the ends are not the least and the greatest")
		case !slices.Equal(s, before):
			t.Fatal("looking at the sample has changed it")
		}
	})
}

func TestDurationsAreMilliseconds(t *testing.T) {
	var s sample
	s.add(1500 * time.Microsecond)
	if got := s.p(50); got != 1.5 {
		t.Errorf("1.5 ms are %v", got)
	}
}
