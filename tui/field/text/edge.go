package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"pairbook/tui/cell"
)

// An edge is a byte offset between two grapheme clusters of a line; the cursor
// only ever stands on one.

// certain says, from the two characters around it alone, that at is an edge.
// It saves reading a long line from its start to find the edges in its middle.
func certain(s string, at int) bool {
	if at <= 0 || at >= len(s) {
		return true
	}
	if s[at-1] < utf8.RuneSelf && s[at] < utf8.RuneSelf {
		return true
	}
	if !utf8.RuneStart(s[at]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return standsAlone(before) && standsAlone(after)
}

// standsAlone says that no rule of Unicode joins r to another such character:
// ASCII (a line holds no CR), Latin letters, kana and Han. It need not know
// them all.
func standsAlone(r rune) bool {
	return r < utf8.RuneSelf || 0xc0 <= r && r <= 0x24f || 0x3041 <= r && r <= 0x3096 ||
		0x30a1 <= r && r <= 0x30fa || 0x3400 <= r && r <= 0x9fff
}

// edgesAround returns the last edge at or before at and the first at or after.
func edgesAround(s string, at int) (before, after int) {
	if certain(s, at) {
		at = min(max(at, 0), len(s))
		return at, at
	}
	from := at
	for !certain(s, from) {
		from--
	}
	for {
		g, _ := cell.First(s[from:])
		switch next := from + len(g); {
		case from == at:
			return at, at
		case next > at:
			return from, next
		default:
			from = next
		}
	}
}

// prevEdge is the last edge before at, 0 at the start.
func prevEdge(s string, at int) int {
	before, _ := edgesAround(s, at-1)
	return before
}

// nextEdge is the first edge after the edge at, len(s) at the end.
func nextEdge(s string, at int) int {
	g, _ := cell.First(s[at:])
	return at + len(g)
}

// wordStart is where the last word that begins before at begins, or 0.
func wordStart(s string, at int) int {
	start := 0
	for it := words.FromString(s); it.Next() && it.Start() < at; {
		if isWord(it.Value()) {
			start = it.Start()
		}
	}
	before, _ := edgesAround(s, start)
	return before
}

// wordEnd is where the first word that ends after at ends, or len(s).
func wordEnd(s string, at int) int {
	for it := words.FromString(s); it.Next(); {
		if it.End() > at && isWord(it.Value()) {
			_, after := edgesAround(s, it.End())
			return after
		}
	}
	return len(s)
}

// wordAround returns the edges of the word, or of the blanks or the sign
// between words, that holds the cluster behind at, or the last one of s.
func wordAround(s string, at int) (from, to int) {
	for it := words.FromString(s); it.Next(); {
		from, to = it.Start(), it.End()
		if to > at {
			break
		}
	}
	from, _ = edgesAround(s, from)
	_, to = edgesAround(s, to)
	return from, to
}

// isWord tells a word (or an emoji) from blanks and punctuation.
func isWord(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.So, r) {
			return true
		}
	}
	return false
}
