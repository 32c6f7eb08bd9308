package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func grown() report {
	row := func(group, what string, at int, p50 float64, beside ...Beside) Row {
		return Row{Group: group, What: what, At: at, Ours: []Figure{{"p50", p50, "ms"}, {"p95", 2 * p50, "ms"}}, Beside: beside}
	}
	json := func(p50 float64) Beside { return Beside{Who: "JSON <file>", Figures: []Figure{{"p50", p50, "ms"}}} }
	return report{Machine: machine{CPU: "Some & CPU"}, Rows: []Row{
		row("start", "start to first frame, 10,000 answers", 0, 15, Beside{Who: "vim", Figures: []Figure{{"p50", 20, "ms"}}}, Beside{Who: "huh", Absent: absent}),
		row("pairs", "list of pairs, 1 pair", 1, 15), row("pairs", "list of pairs, 10 pairs", 10, 16),
		row("open", "open a book of 1,000 revisions", 1_000, 0.2, json(4)),
		row("million", "open a book of 1,000,000 revisions", 1_000_000, 0.2, json(3_100)),
	}}
}

func TestThePictureIsWellFormedAndSaysInWordsWhatItShows(t *testing.T) {
	drawn := picture(grown())
	for d := xml.NewDecoder(strings.NewReader(drawn)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is no XML: %v\n%s", err, drawn)
		}
	}
	for _, want := range []string{
		`role="img"`, "<title", "prefers-color-scheme:dark", "Some &amp; CPU",
		"pairbook, 10,000 answers 15 ms; vim 20 ms", "list of pairs from 15 ms at 1 to 16 ms at 10",
		"pairbook from 0.20 ms at 1,000 to 0.20 ms at 1,000,000", "JSON &lt;file&gt; from 4 ms at 1,000 to 3100 ms at 1,000,000",
	} {
		if !strings.Contains(drawn, want) {
			t.Errorf("the picture lacks %q:\n%s", want, drawn)
		}
	}
	if strings.Contains(drawn, "NaN") {
		t.Errorf("the picture has places that are no numbers:\n%s", drawn)
	}
}

func TestAPictureOfNothingMeasuredIsStillOne(t *testing.T) {
	if drawn := picture(report{}); !strings.Contains(drawn, "</svg>") || strings.Contains(drawn, "NaN") {
		t.Errorf("drawn: %s", drawn)
	}
}
