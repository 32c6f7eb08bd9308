package digest_test

import (
	"fmt"
	"testing"

	"pairbook/forms/digest"
	"pairbook/forms/lang"
)

// BenchmarkFiveHundred reads and counts 500 evaluations; 2 s are allowed.
func BenchmarkFiveHundred(b *testing.B) {
	var files [][]byte
	size := 0
	for n := range 500 {
		says := answers{
			"fe_match": fmt.Sprint(1 + n%5), "fe_regular": fmt.Sprint(1 + n%4), "fe_recommend.choice": "yes",
			"fe_worked": "We had the same time every month, so it never had to be planned.", "fe_change": "Start earlier.",
		}
		files = append(files, copyOf(b, n, "union_local", says.released()))
		size += len(files[n])
	}
	b.SetBytes(int64(size))
	lib, w := library(b), words(b, lang.English)
	for b.Loop() {
		s := digest.New(lib)
		for _, data := range files {
			if _, err := s.Add(data); err != nil {
				b.Fatal(err)
			}
		}
		if d := s.Make(w, false); len(d.Groups) != 1 {
			b.Fatal("there is no digest")
		}
	}
}
