package story

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

const escape = 0x1b

var (
	errUnknownKey = errors.New("we know no key of that name")
	errNoBytes    = errors.New("a plain terminal sends nothing for that key")
)

// modifiers are the keys held down with another one.
type modifiers struct{ shift, alt, ctrl bool }

// number is how an xterm writes modifiers in a key sequence; 1 means none.
func (m modifiers) number() int {
	n := 1
	if m.shift {
		n++
	}
	if m.alt {
		n += 2
	}
	if m.ctrl {
		n += 4
	}
	return n
}

// keyBytes returns what a plain xterm sends for the key of that name.
func keyBytes(name string) ([]byte, error) {
	held, key := splitModifiers(name)
	if b := sequence(key, held); b != nil {
		return b, nil
	}
	b, err := simpleKey(key, held)
	if err != nil {
		return nil, err
	}
	if held.alt {
		b = append([]byte{escape}, b...)
	}
	return b, nil
}

func splitModifiers(name string) (modifiers, string) {
	var held modifiers
	for {
		word, rest, found := strings.Cut(name, "+")
		if !found || rest == "" {
			return held, name
		}
		switch word {
		case "shift":
			held.shift = true
		case "alt":
			held.alt = true
		case "ctrl":
			held.ctrl = true
		default:
			return held, name
		}
		name = rest
	}
}

// sequence returns the escape sequence of a key that has one, or nil.
func sequence(key string, held modifiers) []byte {
	n := held.number()
	if final := letterKey(key); final != 0 {
		switch {
		case n > 1:
			return fmt.Appendf(nil, "\x1b[1;%d%c", n, final)
		case final >= 'P' && final <= 'S': // f1 to f4
			return []byte{escape, 'O', final}
		default:
			return []byte{escape, '[', final}
		}
	}
	if code := numberKey(key); code != 0 {
		if n > 1 {
			return fmt.Appendf(nil, "\x1b[%d;%d~", code, n)
		}
		return fmt.Appendf(nil, "\x1b[%d~", code)
	}
	if key == "tab" && held.shift {
		return []byte("\x1b[Z")
	}
	return nil
}

func letterKey(key string) byte {
	return map[string]byte{
		"up": 'A', "down": 'B', "right": 'C', "left": 'D', "end": 'F', "home": 'H',
		"f1": 'P', "f2": 'Q', "f3": 'R', "f4": 'S',
	}[key]
}

func numberKey(key string) int {
	return map[string]int{
		"insert": 2, "delete": 3, "pgup": 5, "pgdown": 6,
		"f5": 15, "f6": 17, "f7": 18, "f8": 19, "f9": 20, "f10": 21, "f11": 23, "f12": 24,
	}[key]
}

// simpleKey returns the bytes of a key without a sequence of its own, but for
// the escape byte that Alt puts in front.
func simpleKey(key string, held modifiers) ([]byte, error) {
	switch key {
	case "enter":
		return []byte{'\r'}, nil
	case "tab":
		return []byte{'\t'}, nil
	case "esc":
		return []byte{escape}, nil
	case "backspace":
		if held.ctrl {
			return []byte{0x08}, nil
		}
		return []byte{0x7f}, nil
	case "space":
		key = " "
	}
	if !isOneCharacter(key) {
		return nil, errUnknownKey
	}
	if held.ctrl {
		return controlByte(key)
	}
	if held.shift {
		key = strings.ToUpper(key)
	}
	return []byte(key), nil
}

func isOneCharacter(s string) bool {
	clusters := graphemes.FromString(s)
	return utf8.ValidString(s) && clusters.Next() && clusters.Value() == s
}

// controlByte returns the control character that Ctrl makes of a key.
func controlByte(key string) ([]byte, error) {
	if len(key) != 1 {
		return nil, errNoBytes
	}
	switch c := key[0]; {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', strings.IndexByte("@[\\]^_", c) >= 0:
		return []byte{c & 0x1f}, nil
	case c == ' ':
		return []byte{0}, nil
	case c == '/':
		return []byte{0x1f}, nil
	case c == '?':
		return []byte{0x7f}, nil
	}
	return nil, errNoBytes
}
