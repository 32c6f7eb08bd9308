package store

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/forms"
)

const answer = 300 // bytes of a usual long answer

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// BenchmarkCommit saves one answer of 300 bytes and compares it, in the same run,
// with one raw write and sync of as much.
func BenchmarkCommit(b *testing.B) {
	for _, n := range []int{0, 10_000} {
		b.Run(fmt.Sprintf("answers=%d", n), func(b *testing.B) {
			book, p := filled(b, n, 1)
			raw, err := os.Create(bookPath(b))
			if err != nil {
				b.Fatal(err)
			}
			defer raw.Close() //nolint:errcheck // a bench
			page := make([]byte, 4096)
			var ours, theirs []time.Duration
			text := strings.Repeat("x", answer)
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if _, err := raw.WriteAt(page, int64(i%64)*4096); err != nil {
					b.Fatal(err)
				}
				if err := dataSync(raw); err != nil {
					b.Fatal(err)
				}
				theirs = append(theirs, time.Since(start))
				start = time.Now()
				commit(b, book, p, addr(i%50), forms.Value(fmt.Sprint(i, text)))
				ours = append(ours, time.Since(start))
			}
			b.ReportMetric(float64(median(ours).Microseconds()), "commit-p50-µs")
			b.ReportMetric(float64(median(theirs).Microseconds()), "raw-p50-µs")
			b.ReportMetric(float64(median(ours))/float64(median(theirs)), "ratio")
		})
	}
}

// filled makes a book with n revisions in acts of 200, over 5 revisions an answer.
func filled(b *testing.B, n, pairs int) (*Book, forms.PairID) {
	b.Helper()
	book, p := amina(b, Options{})
	for i := 1; i < pairs; i++ {
		if _, err := book.NewPair(names(), forms.Mentor); err != nil {
			b.Fatal(err)
		}
	}
	text := strings.Repeat("x", answer)
	for at := 0; at < n; {
		var cs []forms.Change
		for range min(200, n-at) {
			cs = append(cs, forms.Change{Addr: addr(at % max(n/5, 1)), Value: forms.Value(fmt.Sprint(at, text))})
			at++
		}
		if _, err := book.Commit(p, forms.Mentee, cs); err != nil {
			b.Fatal(err)
		}
	}
	return book, p
}

// BenchmarkOpen opens a book, with the quick check of its newest revisions.
func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprintf("revisions=%d", n), func(b *testing.B) {
			book, _ := filled(b, n, 1)
			mustClose(b, book)
			for b.Loop() {
				o, err := Open(book.Path(), Options{})
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				mustClose(b, o)
				b.StartTimer()
			}
		})
	}
}

// BenchmarkLoad reads all answers of a pair: a fifth of the revisions.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{1000, 50_000, 100_000} {
		b.Run(fmt.Sprintf("revisions=%d", n), func(b *testing.B) {
			book, p := filled(b, n, 1)
			for b.Loop() {
				load(b, book, p)
			}
		})
	}
}

// BenchmarkLoadAmongMany reads a small pair in a book of many.
func BenchmarkLoadAmongMany(b *testing.B) {
	for _, pairs := range []int{1, 1000} {
		b.Run(fmt.Sprintf("pairs=%d", pairs), func(b *testing.B) {
			book, p := filled(b, 500, pairs)
			for b.Loop() {
				load(b, book, p)
			}
		})
	}
}

// BenchmarkCheck opens the seal of every record.
func BenchmarkCheck(b *testing.B) {
	book, _ := filled(b, 10_000, 1)
	for b.Loop() {
		wantSound(b, book)
	}
}

// BenchmarkOpenALockedBook is issue 5: at most 150 ms over an open one.
func BenchmarkOpenALockedBook(b *testing.B) {
	for _, locked := range []bool{false, true} {
		book, _ := amina(b, Options{})
		o := Options{}
		if locked {
			if _, err := book.SetPassphrase(passphrase); err != nil {
				b.Fatal(err)
			}
			o.Passphrase = passphrase
		}
		mustClose(b, book)
		b.Run(map[bool]string{false: "open", true: "locked"}[locked], func(b *testing.B) {
			for b.Loop() {
				again, err := Open(book.Path(), o)
				if err != nil {
					b.Fatal(err)
				}
				mustClose(b, again)
			}
		})
	}
}
