package main

import (
	"errors"
	"testing"
	"time"
)

func TestTheTerminalAnswersWhatProgramsAsk(t *testing.T) {
	for _, c := range []struct{ name, asked, want string }{
		{"synchronized output", "\x1b[?2026$p", "\x1b[?2026;2$y"},
		{"a mode it does not know", "\x1b[?2027$p", "\x1b[?2027;0$y"},
		{"its background", "\x1b]11;?\x07", "\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\"},
		{"who it is", "text\x1b[cmore", "\x1b[?64;1;2;6;22c"},
		{"nothing", "plain text \x1b[1mbold\x1b[m", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var whole, pieces term
			got := string(whole.note([]byte(c.asked), whole.started))
			if got != c.want {
				t.Errorf("asked at once: %q, want %q", got, c.want)
			}
			got = ""
			for i := range len(c.asked) {
				got += string(pieces.note([]byte(c.asked[i:i+1]), pieces.started))
			}
			if got != c.want {
				t.Errorf("asked byte by byte: %q, want %q", got, c.want)
			}
		})
	}
}

func TestWordsAreFoundBetweenControlSequences(t *testing.T) {
	stream := "\x1b[?1049h\x1b[38;5;4mCtrl+Q\x1b[m \x1b]0;a title\x07Amina\x1b[3;4H Diallo"
	if got, want := string(sequences.ReplaceAll([]byte(stream), nil)), "Ctrl+Q Amina Diallo"; got != want {
		t.Errorf("what is left is %q, want %q", got, want)
	}
}

func TestTheReadThatCompletedTheScreenIsTheOneThatCounts(t *testing.T) {
	began := time.Now()
	x := &term{started: began, news: make(chan struct{}, 1), over: make(chan struct{})}
	for i, said := range []string{"\x1b[Hfirst", " and \x1b[1mla", "st\x1b[m", "more"} {
		x.note([]byte(said), began.Add(time.Duration(i+1)*time.Second))
	}
	at, err := x.await("first", "last")
	if err != nil || !at.Equal(began.Add(3*time.Second)) {
		t.Errorf("complete after %s, %v; want after 3s", at.Sub(began), err)
	}
	close(x.over)
	if _, err := x.await("never"); !errors.Is(err, errEnded) {
		t.Errorf("a program that ended without the words: %v", err)
	}
}
