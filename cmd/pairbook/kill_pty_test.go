//go:build unix

package main_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// We promise to lose at most a second of typing; lateness is what we grant to a
// busy computer, on which a second of the test can be less for the program.
const (
	promised = time.Second
	lateness = 500 * time.Millisecond
)

// killsEach is how often one book is killed in the hand before a new one is begun.
const killsEach = 6

// toll is what all the kills together cost.
type toll struct {
	mu                         sync.Mutex
	kills, typed, saved, drops int
	broken, wrong              int           // words called saved, or typed long enough before, that are not there; texts that nobody typed
	worst, opened              time.Duration // oldest word lost; longest way back to the sheet
}

// killsWhileTyping kills the program at random moments while somebody types, 30
// times or PAIRBOOK_KILLS times. What the screen called saved must be in the book,
// and what was typed more than a second before. PAIRBOOK_SEED repeats a run.
func killsWhileTyping(t *testing.T, h house) {
	n, seed := number(t, "PAIRBOOK_KILLS", 30), number(t, "PAIRBOOK_SEED", 1)
	var all toll
	t.Cleanup(func() {
		t.Logf("%d kills, %d words typed, %d of them called saved; never saved and lost: %d, the oldest %s before the kill; back on the sheet within %s",
			all.kills, all.typed, all.saved, all.drops, all.worst.Round(time.Millisecond), all.opened.Round(time.Millisecond))
		for name, n := range map[string]int{"cases": all.kills, "acknowledged": all.saved, "lost": all.broken, "wrong": all.wrong} { // for pairbook-torture
			t.Attr(name, strconv.Itoa(n))
		}
	})
	for book := 0; n > 0; book++ {
		times := min(n, killsEach)
		n -= times
		t.Run(fmt.Sprintf("seed %d, book %d", seed, book), func(t *testing.T) {
			t.Parallel()
			me := h.computer(t)
			me.pair()
			ty := &typist{me: me, rng: rand.New(rand.NewPCG(uint64(seed), uint64(book))), claimed: map[string]bool{}, gone: map[string]bool{}}
			for range times {
				ty.live()
				ty.count(&all)
			}
		})
	}
}

func number(t *testing.T, env string, otherwise int) int {
	t.Helper()
	if os.Getenv(env) == "" {
		return otherwise
	}
	n, err := strconv.Atoi(os.Getenv(env))
	if err != nil {
		t.Fatalf("%s: %v", env, err)
	}
	return n
}

// typist types numbered words into one field after the other, and remembers what
// the screen said of them.
type typist struct {
	me      *computer
	w       *window
	rng     *rand.Rand
	n       int             // words typed so far
	sent    []sentWord      // since the program was opened
	claimed map[string]bool // words that stood on a screen which said: saved
	gone    map[string]bool // words lost before the promise covered them
	moves   int
	steady  bool // types on, without a rest and without leaving the question
	killed  time.Time
	opened  time.Duration
	broken  int // in the last life
	wrong   int
}

type sentWord struct {
	text string
	at   time.Time // when its last letter was typed
}

var (
	numbered  = regexp.MustCompile(`k[0-9]{4}`)
	saysSaved = regexp.MustCompile(`· saved \d\d:\d\d`)
	onlyWords = regexp.MustCompile(`^(k[0-9]{0,4}|\s)*$`)
)

// live opens the program, types for a random while, kills it, and looks into the
// book.
func (ty *typist) live() {
	ty.sent, ty.moves, ty.broken, ty.wrong = nil, 0, 0, 0
	began := time.Now()
	ty.w = ty.me.worksheet()
	ty.opened = time.Since(began)
	end := time.Now().Add(ty.span())
	for time.Now().Before(end) {
		switch r := ty.rng.IntN(100); {
		case r < 84 || ty.steady:
			ty.word(end)
		case r < 90 && ty.moves < 6: // so many questions with room for words follow
			ty.w.press("tab")
			ty.moves++
		case r < 93:
			ty.w.press("ctrl+s")
		default:
			ty.rest(end, time.Duration(100+ty.rng.IntN(900))*time.Millisecond)
		}
		ty.look()
	}
	ty.look()
	ty.killed = time.Now()
	ty.w.kill()
	ty.judge()
}

// span settles how long the program lives, mostly not for long. One life in six is
// longer than what we may lose, and all its words go into one question.
func (ty *typist) span() time.Duration {
	ty.steady = ty.rng.IntN(6) == 0
	if ty.steady {
		return promised + lateness + time.Duration(300+ty.rng.IntN(700))*time.Millisecond
	}
	return time.Duration(30+ty.rng.IntN(1+ty.rng.IntN(1500))) * time.Millisecond
}

// word types one word, if there is time for all of it.
func (ty *typist) word(end time.Time) {
	ty.n++
	text := fmt.Sprintf("k%04d", ty.n)
	for _, letter := range text + " " {
		if !time.Now().Before(end) {
			return
		}
		ty.w.types(string(letter))
		ty.rest(end, time.Duration(ty.rng.IntN(12))*time.Millisecond)
		ty.look()
	}
	ty.sent = append(ty.sent, sentWord{text, time.Now()})
}

// rest looks on, hands off the keys.
func (ty *typist) rest(end time.Time, d time.Duration) {
	for until := time.Now().Add(d); time.Now().Before(until) && time.Now().Before(end); {
		time.Sleep(min(4*time.Millisecond, time.Until(until)))
		ty.look()
	}
}

// look notes the words on a screen that says they are saved.
func (ty *typist) look() {
	rows, whole := ty.w.whole()
	if !whole || !saysSaved.MatchString(rows[0]) {
		return
	}
	for _, word := range numbered.FindAllString(strings.Join(rows, "\n"), -1) {
		ty.claimed[word] = true
	}
}

// judge compares the book with what the screen had promised.
func (ty *typist) judge() {
	t := ty.me.t
	t.Helper()
	there := map[string]bool{}
	for at, text := range kept(t, ty.me.book()) {
		if at.Sheet != aboutMentee().Sheet {
			continue
		}
		if !onlyWords.MatchString(text) {
			ty.wrong++
			t.Errorf("at %s the book holds what nobody typed: %q", at, text)
		}
		for _, word := range numbered.FindAllString(text, -1) {
			there[word] = true
		}
	}
	for word := range ty.claimed {
		if !there[word] {
			ty.broken++
			t.Errorf("%s was called saved and is not in the book", word)
		}
	}
	for _, s := range ty.sent {
		if there[s.text] {
			continue
		}
		ty.gone[s.text] = true
		if age := ty.killed.Sub(s.at); age > promised+lateness {
			ty.broken++
			t.Errorf("%s was typed %s before the kill and is not in the book", s.text, age)
		}
	}
}

func (ty *typist) count(all *toll) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.kills++
	all.typed += len(ty.sent)
	all.broken += ty.broken
	all.wrong += ty.wrong
	all.opened = max(all.opened, ty.opened)
	for _, s := range ty.sent {
		switch {
		case ty.claimed[s.text]:
			all.saved++
		case ty.gone[s.text]:
			all.drops++
			all.worst = max(all.worst, ty.killed.Sub(s.at))
		}
	}
}
