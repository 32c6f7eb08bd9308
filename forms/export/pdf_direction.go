package export

import (
	"slices"
	"strings"
	"unicode"
)

// rightToLeft tells the letters that are written from the right.
func rightToLeft(r rune) bool {
	return 0x590 <= r && r <= 0x8ff || 0xfb1d <= r && r <= 0xfdff || 0xfe70 <= r && r <= 0xfeff || 0x10800 <= r && r <= 0x10fff || 0x1e800 <= r && r <= 0x1efff
}

// fromRight reports whether the first letter of a paragraph is written from the right.
func fromRight(g []glyph) bool {
	for _, x := range g {
		if unicode.IsLetter(x.r) {
			return rightToLeft(x.r)
		}
	}
	return false
}

// visual puts a line's signs in the order they are drawn from the left, as Unicode's rules
// for two directions say (UAX 9), without their marks for embedding, which clean takes
// away. Arabic letters are not joined.
func (l line) visual() []glyph {
	if !l.rtl && !slices.ContainsFunc(l.glyphs, func(g glyph) bool { return rightToLeft(g.r) }) {
		return l.glyphs
	}
	clusters := clustersOf(l.glyphs)
	levels := levelsOf(clusters, l.rtl)
	for i, level := range levels {
		if level%2 == 1 {
			clusters[i][0].r = mirrored(clusters[i][0].r)
		}
	}
	for level := slices.Max(append(levels, 0)); level > 0; level-- {
		for i := 0; i < len(levels); {
			end := i
			for end < len(levels) && levels[end] >= level {
				end++
			}
			slices.Reverse(clusters[i:end])
			slices.Reverse(levels[i:end])
			i = end + 1
		}
	}
	return slices.Concat(clusters...)
}

// clustersOf cuts a line into signs with the marks upon them.
func clustersOf(g []glyph) [][]glyph {
	var out [][]glyph
	g = slices.Clone(g)
	for start := 0; start < len(g); {
		end := start + 1
		for end < len(g) && unicode.IsMark(g[end].r) {
			end++
		}
		out = append(out, g[start:end:end])
		start = end
	}
	return out
}

// kind of a sign as far as its direction goes.
type dirKind int

const (
	neutral dirKind = iota
	fromTheRight
	fromTheLeft
	numeral // runs from the left, but belongs to letters around it
)

func dirOf(r rune) dirKind {
	switch {
	case unicode.IsDigit(r):
		return numeral
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return neutral
	case rightToLeft(r):
		return fromTheRight
	}
	return fromTheLeft
}

// levelsOf gives each cluster its level: odd ones run from the right. What is neutral goes
// with its two neighbours where they agree, else with the paragraph.
func levelsOf(clusters [][]glyph, rtl bool) []int {
	kinds := kindsOf(clusters)
	base, own := 0, fromTheLeft
	if rtl {
		base, own = 1, fromTheRight
	}
	level := func(k dirKind) int {
		if k == fromTheRight {
			return 1
		}
		return base * 2 // words from the left stand inside those from the right
	}
	levels := make([]int, len(kinds))
	strong, before, open := own, own, 0
	settle := func(to int, after dirKind) {
		for ; open < to; open++ {
			levels[open] = base
			if before == after {
				levels[open] = level(after)
			}
		}
	}
	for i, k := range kinds {
		if k == neutral {
			continue
		}
		side := k
		if k == numeral {
			side = strong
		} else {
			strong = k
		}
		settle(i, side)
		levels[i] = level(k)
		if k == numeral && strong == fromTheRight {
			levels[i] = 2
		}
		before, open = side, i+1
	}
	settle(len(kinds), own)
	return levels
}

// kindsOf tells what the clusters are. What stands between two digits belongs to the number.
func kindsOf(clusters [][]glyph) []dirKind {
	kinds := make([]dirKind, len(clusters))
	for i, c := range clusters {
		kinds[i] = dirOf(c[0].r)
	}
	for i := 1; i+1 < len(kinds); i++ {
		if kinds[i-1] == numeral && kinds[i+1] == numeral && strings.ContainsRune("+-.,:/", clusters[i][0].r) {
			kinds[i] = numeral
		}
	}
	return kinds
}

// mirrored turns a bracket around.
func mirrored(r rune) rune {
	pairs := []rune("()[]{}<>«»‹›")
	if i := slices.Index(pairs, r); i >= 0 {
		return pairs[i^1]
	}
	return r
}
