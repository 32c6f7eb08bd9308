package forms

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"pairbook/forms/lang"
)

// role is what a word does in the line of a contact. Its words stand in the messages
// log.read-…, in every language: "id = word, word", one id a line, or only words.
type role string

const (
	roleChannel role = "channel" // ids: options of contacts.channel
	roleDid     role = "did"     // what one of the two did to begin; ids as of roleChannel
	roleBegan   role = "began"   // the same, without a word about how
	roleFrom    role = "from"    // before the one who began
	roleWith    role = "with"    // before somebody, which says nothing new: there are only two
	roleAbout   role = "about"   // what follows is what it was about
	roleSmall   role = "small"   // little words that say nothing before what is read
	roleMinutes role = "minutes" // ids: how many minutes
	roleUnit    role = "unit"    // ids: minute, hour
	roleAnd     role = "and"     // between hours and minutes
	roleDay     role = "day"     // ids: days from today
	roleWeekday role = "weekday" // the last of its kind; ids: 1 Monday to 7 Sunday
	roleClock   role = "clock"   // before a time of day
	roleUntil   role = "until"   // between two of them
)

func roles() []role {
	return []role{
		roleChannel, roleDid, roleBegan, roleFrom, roleWith, roleAbout, roleSmall, roleMinutes, roleUnit, roleAnd,
		roleDay, roleWeekday, roleClock, roleUntil,
	}
}

// phrases holds folded words or several of them with single blanks, and what each is.
type phrases map[string]string

// at finds the longest phrase at the beginning of the tokens; n is how many it takes,
// 0 for none.
func (ph phrases) at(toks []lineToken) (id string, n int) {
	const longest = 12
	for n := min(longest, len(toks)); n > 0; n-- {
		if id, ok := ph[joined(toks[:n])]; ok {
			return id, n
		}
	}
	return "", 0
}

// add notes that words mean an id. A phrase of two meanings is none: we do not guess.
func (ph phrases) add(words, id string) {
	key := joined(lineTokens(words))
	if key == "" {
		return
	}
	if had, there := ph[key]; there && had != id {
		id = unclear
	}
	ph[key] = id
}

// unclear is the id of a phrase with two meanings.
const unclear = "?"

// lineWords are the words of all languages by their role.
type lineWords map[role]phrases

// readWords reads the words of all languages, the first time a line is read.
var readWords = sync.OnceValue(func() lineWords {
	all := lineWords{}
	for _, r := range roles() {
		all[r] = phrases{}
		for _, l := range lang.All() {
			if w, err := lang.Load(l); err == nil {
				all[r].read(w.T("log.read-"+string(r)), r == roleClock)
			}
		}
	}
	return all
})

// read reads a list. Where accents count, as in the French "à" that is no "a", the
// words are kept as they stand.
func (ph phrases) read(text string, accents bool) {
	for line := range strings.Lines(text) {
		id, words, ok := strings.Cut(line, "=")
		if !ok {
			id, words = "", line
		}
		for word := range strings.SplitSeq(words, ",") {
			if accents {
				ph[strings.ToLower(strings.TrimSpace(word))] = ""
				continue
			}
			ph.add(word, strings.TrimSpace(id))
		}
	}
}

// channelWords are the ways to be in touch: the options as they are called in every
// language, and what people say instead.
func channelWords(p *Pair, fd *Field) phrases {
	out := optionWords(fd, roleChannel)
	for _, o := range fd.Options {
		out.add(o.ID, o.ID)
		for _, l := range lang.All() {
			out.add(p.Programme().Fill(o.Label.In(l), l), o.ID)
		}
	}
	return out
}

// optionWords are the words of a role that name an option there is.
func optionWords(fd *Field, r role) phrases {
	out := phrases{}
	for phrase, id := range readWords()[r] {
		if slices.ContainsFunc(fd.Options, func(o Option) bool { return o.ID == id }) {
			out[phrase] = id
		}
	}
	return out
}

// personWords are the names of the two, and the programme's words for them. What
// names both is left out.
func personWords(p *Pair) phrases {
	out := phrases{}
	for _, v := range []Voice{Mentee, Mentor} {
		name := p.Name(v)
		out.add(name, string(v))
		if first, _, several := strings.Cut(strings.TrimSpace(name), " "); several {
			out.add(first, string(v))
		}
		out.add(string(v), string(v))
		for _, l := range lang.All() {
			for _, term := range []string{"", "the_", "a_"} {
				out.add(p.Programme().Term(term+string(v), l), string(v))
			}
		}
	}
	for phrase, v := range out {
		if v == unclear {
			delete(out, phrase)
		}
	}
	return out
}

// lineToken is a word of the line of a contact, or a sign between words.
type lineToken struct {
	start, end int    // where it stands in the line, in bytes
	text       string // folded, without full stops and brackets round it
	sep        byte   // ',' in a list, ':' behind a word, '-' a dash by itself; 0: a word
}

func (t lineToken) is(sep byte) bool { return t.sep == sep }

// joined writes tokens with single blanks, as phrases stand in the lists.
func joined(toks []lineToken) string {
	texts := make([]string, len(toks))
	for i, t := range toks {
		texts[i] = t.text
	}
	return strings.Join(texts, " ")
}

// lineTokens cuts a line up.
func lineTokens(line string) []lineToken {
	c := cutter{line: line}
	for i, r := range line {
		size := max(utf8.RuneLen(r), 1)
		switch {
		case unicode.IsSpace(r):
			c.word(i)
			c.start = i + size
		case r == ',' && c.inNumber(i):
		case strings.ContainsRune(",;·|", r), r == ':' && c.endsWord(i+size):
			c.word(i)
			c.sign(i, i+size)
		case (r == '\'' || r == '’') && utf8.RuneCountInString(line[c.start:i]) <= elided:
			c.word(i + size)
		}
	}
	c.word(len(line))
	return c.all
}

// elided is the most letters before an apostrophe that cut a word off: d'une, qu'on.
const elided = 2

type cutter struct {
	line  string
	start int // of the word that is being read
	all   []lineToken
}

// word ends the word before end.
func (c *cutter) word(end int) {
	raw := c.line[c.start:end]
	if raw == "" {
		return
	}
	t := lineToken{start: c.start, end: end}
	c.start = end
	if strings.Trim(fold(raw), "-") == "" {
		t.text, t.sep = "-", '-'
	} else {
		t.text = strings.Trim(fold(strings.ReplaceAll(raw, "½", ",5")), `.!?()[]"“”«»`)
	}
	c.all = append(c.all, t)
}

func (c *cutter) sign(start, end int) {
	t := lineToken{start: start, end: end, text: c.line[start:end], sep: ','}
	if t.text == ":" {
		t.sep = ':'
	}
	c.all = append(c.all, t)
	c.start = end
}

// inNumber reports whether the comma at i stands between figures.
func (c *cutter) inNumber(i int) bool {
	return i > 0 && i+1 < len(c.line) && isFigures(c.line[i-1:i]) && isFigures(c.line[i+1:i+2])
}

// endsWord reports whether nothing of a word stands at i.
func (c *cutter) endsWord(i int) bool {
	r, _ := utf8.DecodeRuneInString(c.line[i:])
	return i == len(c.line) || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
