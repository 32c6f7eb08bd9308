package story

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	privateMode    = regexp.MustCompile(`\x1b\[\?([0-9;]+)([hl])`)
	colourQuestion = regexp.MustCompile(`\x1b\](10|11);\?(?:\x07|\x1b\\)`)
	graphics       = regexp.MustCompile(`\x1b\[([0-9;:]+)m`)
	repetition     = regexp.MustCompile(`([ -~])\x1b\[([0-9]+)b`)
	columnMove     = regexp.MustCompile("\x1b\\[([0-9]*)`")
)

// translate writes b so that the emulator understands all of it: line feeds
// return to the first column (the program takes the terminal for a pipe and
// leaves that to it), and sequences the emulator lacks become ones it has.
func translate(b []byte) []byte {
	b = bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))
	b = graphics.ReplaceAllFunc(b, brightToPalette)
	b = repetition.ReplaceAllFunc(b, writeOut)
	return columnMove.ReplaceAll(b, []byte("\x1b[${1}G"))
}

// brightToPalette writes the bright colours 90-97 and 100-107 as palette
// colours 8-15.
func brightToPalette(seq []byte) []byte {
	params := strings.Split(string(seq[2:len(seq)-1]), ";")
	for i := 0; i < len(params); i++ {
		switch n, _ := strconv.Atoi(params[i]); {
		case n == 38 || n == 48 || n == 58:
			i += colourLength(params[i+1:])
		case n >= 90 && n <= 97:
			params[i] = fmt.Sprintf("38;5;%d", n-90+8)
		case n >= 100 && n <= 107:
			params[i] = fmt.Sprintf("48;5;%d", n-100+8)
		}
	}
	return []byte("\x1b[" + strings.Join(params, ";") + "m")
}

// colourLength is how many parameters the colour after 38, 48 or 58 takes.
func colourLength(rest []string) int {
	switch {
	case len(rest) == 0:
		return 0
	case rest[0] == "5":
		return 2
	case rest[0] == "2":
		return 4
	default:
		return 0
	}
}

// writeOut replaces "repeat the last character n times" by those characters.
func writeOut(seq []byte) []byte {
	n, err := strconv.Atoi(string(seq[3 : len(seq)-1]))
	if err != nil {
		return seq[:1]
	}
	return bytes.Repeat(seq[:1], n+1)
}
