package forms_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// loggers are Amina and Per on Sunday 10 May 2026.
func loggers(t testing.TB, l lang.Lang) *forms.Pair {
	return aminaAndPer(t, "union-local", "2026-05-10", l).Pair
}

// read says how a line is understood, in short: date, channel, minutes, who, about;
// or the key of the problem.
func read(p *forms.Pair, line string) string {
	c, problem := forms.ParseContact(line, p)
	if problem != nil {
		return problem.Key
	}
	day := c.Date.String()
	if c.Assumed {
		day = "today"
	}
	return strings.Join([]string{day, string(c.Channel), string(c.Minutes), string(c.Began), c.About}, "|")
}

func TestAContactIsReadFromOneLine(t *testing.T) {
	for l, lines := range map[lang.Lang]map[string]string{
		lang.English: {
			"2026-05-02 phone 25 min about the member meeting": "2026-05-02|phone|25||the member meeting",
			"yesterday Amina rang, 1 h":                        "2026-05-09|phone|60|mentee|",
			"Per called Amina yesterday about the hall":        "2026-05-09|phone||mentor|the hall",
			"video 1.5 hours 4 May re the budget":              "2026-05-04|video|90||the budget",
			"We talked on the phone for 25 min about the hall": "today|phone|25||the hall",
			"met at the hall for half an hour":                 "today|in_person|30||at the hall",
			"e-mail from Per":                                  "today|email||mentor|",
			"e-mail from the mentor about the minutes":         "today|email||mentor|the minutes",
			"last Thursday visit 3 hours":                      "2026-05-07|visit|180||",
			"called, no answer":                                "today|tried|||",
			"phone about 25 min about the member meeting":      "today|phone|25||the member meeting",
			"e-mail about 2 h of overtime":                     "today|email|||2 h of overtime",
			"phone 1 h 30 2 May about the vote":                "2026-05-02|phone|90||the vote",
			"phone 2 h 4 May":                                  "2026-05-04|phone|120||",
			"phone (25 min) yesterday: the hall, the minutes":  "2026-05-09|phone|25||the hall, the minutes",
			"2 May – phone – 15 min – before the vote":         "2026-05-02|phone|15||before the vote",
			"in person, 90m, 3 days ago":                       "2026-05-07|in_person|||90m",
			"phone in 25 min":                                  "today|phone|25||",
			"Tried to reach Per on May 3":                      "2026-05-03|tried|||Per",
			"0 min phone":                                      "today|phone|0||",
		},
		lang.Swedish: {
			"igår ringde vi 25 min om medlemsmötet":              "2026-05-09|phone|25||medlemsmötet",
			"2 maj: träff, 1,5 h, om budgeten":                   "2026-05-02|in_person|90||budgeten",
			"Amina ringde i måndags, en timme, ang lokalen":      "2026-05-04|phone|60|mentee|lokalen",
			"mejl från Per om dagordningen":                      "today|email||mentor|dagordningen",
			"mejl från adepten i går kväll":                      "2026-05-09|email||mentee|",
			"sågs i fredags en halvtimme, inför chefssamtalet":   "2026-05-08|in_person|30||inför chefssamtalet",
			"i förrgår ringde Per en kvart om lokalen":           "2026-05-08|phone|15||Per – lokalen",
			"adepten ringde kl 14.30 igår, ca 15 min":            "2026-05-09|phone|15|mentee|kl 14.30",
			"per telefon 25 min":                                 "today|phone|25||",
			"telefon kl 17.30 i går 20 min om mer tid":           "2026-05-09|phone|20||kl 17.30 – mer tid",
			"telefon 20 min mer tid":                             "today|phone|20||mer tid",
			"mejlade, inget svar":                                "today|tried|||",
			"den 4:e maj besök 2 timmar":                         "2026-05-04|visit|120||",
			"telefon · om två veckor":                            "today|phone|||två veckor",
			"Per tog kontakt, video 40 minuter, gällande lönen.": "today|video|40|mentor|lönen.",
		},
		lang.French: {
			"hier téléphone 40 minutes au sujet du budget":      "2026-05-09|phone|40||budget",
			"Amina a appelé lundi dernier, une heure, le vote":  "2026-05-04|phone|60|mentee|le vote",
			"1,5 h en personne le 2 mai à propos de la réunion": "2026-05-02|in_person|90||la réunion",
			"appel du mentor hier à 14 h 30, 20 min":            "2026-05-09|phone|20|mentor|à 14 h 30",
			"appel de Per avant-hier 1h30 sur la convention":    "2026-05-08|phone|90|mentor|la convention",
			"courriel d’Amina au sujet d’une rencontre":         "today|email||mentee|une rencontre",
			"1er mai visite":          "2026-05-01|visit|||",
			"appel, pas de réponse":   "today|tried|||",
			"sur Zoom une demi-heure": "today|video|30||",
			"appel hier 14 h 30":      "2026-05-09|phone|||14 h 30",
		},
	} {
		p := loggers(t, l)
		for line, want := range lines {
			if got := read(p, line); got != want {
				t.Errorf("%s: %q\n got %s\nwant %s", l, line, got, want)
			}
		}
	}
}

func TestTheOrderOfALineDoesNotMatter(t *testing.T) {
	p := loggers(t, lang.English)
	parts := []string{"2 May", "phone", "25 min", "Amina rang", "about the member meeting"}
	rapid.Check(t, func(t *rapid.T) {
		line := strings.Join(rapid.Permutation(parts).Draw(t, "order"), ", ")
		if got := read(p, line); got != "2026-05-02|phone|25|mentee|the member meeting" {
			t.Errorf("%q: %s", line, got)
		}
	})
}

func TestALineOfAnyLanguageIsUnderstoodInEvery(t *testing.T) {
	for _, l := range lang.All() {
		p := loggers(t, l)
		for _, line := range []string{
			"2 May, phone, 25 min, Per rang, about x", "2 maj, telefon, 25 minuter, Per ringde, om x", "2 mai, téléphone, 25 minutes, Per a appelé, au sujet de x",
		} {
			if got := read(p, line); got != "2026-05-02|phone|25|mentor|x" {
				t.Errorf("%s: %q: %s", l, line, got)
			}
		}
	}
}

func TestNothingInALineIsGuessed(t *testing.T) {
	p := loggers(t, lang.English)
	for line, want := range map[string]string{
		// What we do not know stays with what it was about.
		"phone 25 the hall":                          "today|phone|||25 the hall",
		"25 min text message":                        "today||25||text message",
		"phone 25 min news from Per to the board":    "today|phone|25||news from Per to the board",
		"phone 25 min Amina called the chair":        "today|phone|25||Amina called the chair",
		"phone 20 min booked the visit":              "today|phone|20||booked the visit",
		"booked the visit by phone 20 min":           "today|phone|20||booked the visit",
		"2 May phone notes of 4 April":               "2026-05-02|phone|||notes of 4 April",
		"yesterday phone prep for Thursday":          "2026-05-09|phone|||prep for Thursday",
		"phone yesterday 10-13 and 17.00":            "2026-05-09|phone|||10-13 and 17.00",
		"phone we may talk about it":                 "today|phone|||we may talk about it",
		"yesterday Amina asked about the e-mail":     "2026-05-09||||Amina asked about the e-mail",
		"phone about the vote, 25 min, and the hall": "today|phone|||the vote, 25 min, and the hall",
		// Two answers, or a day that can be read in two ways.
		"4/3 phone":                                "value.said",
		"31 February phone":                        "value.said",
		"Monday 5 May 2026 phone":                  "value.said",
		"March 2026 phone":                         "value.said",
		"phone, video":                             "log.twice",
		"visit the library phone 20 min":           "log.twice",
		"2 May, 3 May, phone":                      "log.twice",
		"phone 20 min, 30 min":                     "log.twice",
		"Amina rang, Per rang":                     "log.twice",
		"phone about the member meeting on 2 May":  "log.unsure-day",
		"phone 25 min the member meeting on 2 May": "log.unsure-day",
		"phone about yesterday":                    "log.unsure-day",
		"phone prep 4 June":                        "log.unsure-day",
		"phone 25 min prep for Thursday":           "log.unsure-day",
		// Days to come, and nothing at all.
		"tomorrow phone 20 min":    "log.to-come",
		"next thursday phone":      "log.to-come",
		"4 June 2026 phone":        "log.to-come",
		"+2w phone":                "log.to-come",
		"":                         "log.nothing",
		" \t,, – ":                 "log.nothing",
		"hello world":              "log.nothing",
		"about the phone":          "log.nothing",
		"phone 1441 min":           "value.number-range",
		strings.Repeat("x ", 1200): "log.too-long",
	} {
		if got := read(p, line); got != want {
			t.Errorf("%q\n got %s\nwant %s", line, got, want)
		}
	}
}

func TestABareDayIsTheLastOneNotAfterToday(t *testing.T) {
	for today, lines := range map[string]map[string]string{
		"2026-11-22": { // a Sunday
			"2 May phone": "2026-05-02|phone|||", "23 November phone": "2025-11-23|phone|||", "22 November phone": "2026-11-22|phone|||",
			"Monday phone": "2026-11-16|phone|||", "phone Sunday": "2026-11-22|phone|||", "i måndags telefon": "2026-11-16|phone|||",
			"lundi téléphone": "2026-11-16|phone|||", "2 maj telefon": "2026-05-02|phone|||", "31/12 phone": "2025-12-31|phone|||",
			"4/3 phone": "value.said", "telefon 20 min mer tid": "today|phone|20||mer tid", "phone about the talk on Friday": "today|phone|||the talk on Friday",
		},
		"2026-05-10": {
			"4 June phone 20 min": "2025-06-04|phone|20||", "thursday": "2026-05-07||||", "phone about the vote on 4 June": "today|phone|||the vote on 4 June",
		},
	} {
		p := aminaAndPer(t, "union-local", today, lang.English).Pair
		for line, want := range lines {
			if got := read(p, line); got != want {
				t.Errorf("%s: %q\n got %s\nwant %s", today, line, got, want)
			}
		}
	}
}

func TestFromOneHourToAnotherSaysHowLongItTook(t *testing.T) {
	for l, lines := range map[lang.Lang]map[string]string{
		lang.English: {
			"14.30-15.00 phone about the vote": "today|phone|30||the vote", "14:30-15 phone": "today|phone|30||",
			"phone 14:30 – 15:00, the hall": "today|phone|30||the hall", "phone from 2:30 to 3 pm": "today|phone|30||",
			"at 9-10 phone": "today|phone|60||", "phone 9-9:30": "today|phone|30||", "video 11:30-1pm": "today|video|90||",
			"phone 23.50-0.20": "today|phone|30||", "14.30-15.00, 30 min phone": "today|phone|30||",
			"visit 9.00-17.00 yesterday": "2026-05-09|visit|480||",
		},
		lang.Swedish: {
			"kl. 14.30-15 telefon": "today|phone|30||", "telefon 14.30–15.00 om lokalen": "today|phone|30||lokalen",
			"telefon från 14.30 till 15.15": "today|phone|45||", "igår kl 17-18 träff": "2026-05-09|in_person|60||",
		},
		lang.French: {
			"14h30-15h00 téléphone": "today|phone|30||", "appel de 14 h 30 à 15 h": "today|phone|30||", "téléphone 14 h – 14 h 45": "today|phone|45||",
		},
	} {
		p := loggers(t, l)
		for line, want := range lines {
			if got := read(p, line); got != want {
				t.Errorf("%s: %q\n got %s\nwant %s", l, line, got, want)
			}
		}
	}
}

func TestWhatMayBeSomethingElseIsNoTimeOfDay(t *testing.T) {
	p := loggers(t, lang.English)
	for line, about := range map[string]string{
		"phone 10-13": "10-13", "phone 2025-2026": "2025-2026", "phone 4.5-6.12": "4.5-6.12", "phone 1h30-2h": "1h30-2h", "phone 2-3 h": "2-3 h",
		"phone 15.00-14.30": "15.00-14.30", "phone 14.30-14.30": "14.30-14.30", "phone 10.10-11.12": "10.10-11.12", "phone 9.00-10.00-11.00": "9.00-10.00-11.00",
	} {
		if got := read(p, line); got != "today|phone|||"+about {
			t.Errorf("%q: %s", line, got)
		}
	}
}

func TestARefusalSaysWhatToWrite(t *testing.T) {
	p := loggers(t, lang.English)
	for line, want := range map[string]string{
		"next thursday phone":     "7 May 2026",
		"tomorrow phone":          "such as 10 May 2026",
		"4/3 phone":               "4 March 2026 or 3 April 2026",
		"phone, video":            "phone and video",
		"phone re the vote 2 May": "“2 May”",
		"hi":                      "2 May phone 25 min",
	} {
		_, problem := forms.ParseContact(line, p)
		if problem == nil || !strings.Contains(problem.Say(p.Words), want) {
			t.Errorf("%q: %v, want %q in it", line, problem, want)
		}
	}
}

func TestTheExampleOfARefusalIsUnderstood(t *testing.T) {
	for _, l := range lang.All() {
		p := loggers(t, l)
		_, example, _ := strings.Cut(p.Words.T("log.nothing"), ": ")
		if got := read(p, example); !strings.HasPrefix(got, "2026-05-02|phone|25||") {
			t.Errorf("%s: %q: %s", l, example, got)
		}
	}
}

func TestTheEchoSaysTheContactInFull(t *testing.T) {
	for l, want := range map[lang.Lang]string{
		lang.English: "2 May 2026 · phone · 25 minutes · Amina Diallo got in touch · about the member meeting",
		lang.Swedish: "2 maj 2026 · telefon · 25 minuter · Amina Diallo tog kontakt · om the member meeting",
		lang.French:  "2 mai 2026 · téléphone · 25 minutes · Amina Diallo a pris contact · sujet : the member meeting",
	} {
		p := loggers(t, l)
		c, problem := forms.ParseContact("2026-05-02 Amina rang 25 min about the member meeting", p)
		if problem != nil {
			t.Fatal(problem)
		}
		if got := c.Echo(p); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

// echoedAgain fails where the echo of a line, typed again, gives another contact.
func echoedAgain(t testing.TB, p *forms.Pair, line string) {
	t.Helper()
	first, problem := forms.ParseContact(line, p)
	if problem != nil {
		if said := problem.Say(p.Words); said == "" || strings.Contains(said, "⟦") {
			t.Fatalf("%q: the problem has no words: %q", line, said)
		}
		return
	}
	if first.Date.After(p.Today) {
		t.Fatalf("%q: %v is still to come", line, first.Date)
	}
	echo := first.Echo(p)
	first.Assumed = false
	if len(echo) > forms.MaxContactLine {
		return
	}
	again, problem := forms.ParseContact(echo, p)
	if problem != nil || again != first {
		t.Fatalf("%q (%s)\n echo %q\n first %+v\n again %+v %v", line, p.Words.Lang(), echo, first, again, problem)
	}
}

func TestTheEchoTypedAgainIsTheSameContact(t *testing.T) {
	words := []string{
		"2 May", "2 maj", "1er mai", "yesterday", "igår", "hier", "+1w", "4 June", "thursday", "tor", "mer", "4/3", "12", "25", "2026", "om två veckor",
		"phone", "telefon", "video", "met", "tried, no answer", "no answer", "visit", "besök", "mail", "rang", "ringde", "a appelé", "got in touch", "tog kontakt",
		"14.30-15.00", "14h30-15", "kl. 14:30 – 15", "25 min", "1 h 30", "1,5 h", "en timme", "half an hour", "h", "min", "about", "om", "ang", "au sujet d’", "sujet :", "re", "kl 17", "at", "14 h",
		"Amina", "Per", "Diallo", "the mentor", "adepten", "from", "från", "de", "with", "med", "·", ",", ";", "–", "-", ":", ".", "x", "the hall", "i", "på", "a", "l’",
	}
	var pairs []*forms.Pair
	for _, l := range lang.All() {
		pairs = append(pairs, loggers(t, l))
	}
	rapid.Check(t, func(rt *rapid.T) {
		line := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(rt, "words"), rapid.SampledFrom([]string{" ", ", ", "  "}).Draw(rt, "between"))
		for _, p := range pairs {
			echoedAgain(t, p, line)
		}
	})
}

func FuzzParseContact(f *testing.F) {
	for _, line := range []string{
		"2026-05-02 phone 25 min about the member meeting", "igår ringde Amina, 1,5 h, om budgeten", "hier appel du mentor à 14 h 30",
		"4/3", "2 May – phone – 15 min – x", "about about 25 min", "\x00\xff", "’", "tried, no answer", "½ h", "12-13 17.00 1h30",
	} {
		f.Add(line)
	}
	p := loggers(f, lang.Swedish)
	f.Fuzz(func(t *testing.T, line string) { echoedAgain(t, p, line) })
}

func TestALoggedContactIsARowOfTheContactLog(t *testing.T) {
	c := aminaAndPer(t, "union-local", "2026-05-10", lang.English)
	line, problem := forms.ParseContact("yesterday Amina rang 25 min about the hall", c.Pair)
	if problem != nil {
		t.Fatal(problem)
	}
	row, cs := line.Changes(c.Pair)
	c.take(cs...)
	s, _ := c.Sheet(forms.SheetID{Form: forms.BetweenForm})
	fd, _ := s.Form.Field("lg_contacts")
	rows := s.Rows(fd, forms.Agreed)
	if len(rows) != 1 || rows[0].ID != row {
		t.Fatalf("rows %v, want %s", rows, row)
	}
	for column, want := range map[string]forms.Value{
		"date": "2026-05-09", "channel": "phone", "minutes": "25", "about": "the hall", "began": "mentee",
	} {
		col, _ := fd.Column(column)
		got := s.CellValue(fd, forms.Agreed, row, col)
		if p := col.Check(got, c.Asking()); got != want || p != nil {
			t.Errorf("%s: %q, %v; want %q", column, got, p, want)
		}
	}
	if d, ok := c.LastContact(); !ok || d.String() != "2026-05-09" {
		t.Errorf("last contact %v, %v", d, ok)
	}
}

func TestEveryListOfALineStandsInEveryLanguage(t *testing.T) {
	p := loggers(t, lang.English)
	def := p.Library.Registers["contacts"]
	for i := range def.Columns {
		for _, o := range def.Columns[i].Options {
			if def.Columns[i].ID != "channel" {
				continue
			}
			for _, l := range lang.All() {
				if got := read(p, o.Label.In(l)); got != "today|"+o.ID+"|||" {
					t.Errorf("%s: %q: %s", l, o.Label.In(l), got)
				}
			}
		}
	}
}

func TestEveryWordOfTheListsMeansOneThing(t *testing.T) {
	p := loggers(t, lang.English)
	for _, l := range lang.All() {
		w, err := lang.Load(l)
		if err != nil {
			t.Fatal(err)
		}
		for list, want := range map[string]string{"channel": "today|%s|||", "did": "today|%s|||", "minutes": "today||%s||"} {
			for line := range strings.Lines(w.T("log.read-" + list)) {
				id, words, _ := strings.Cut(line, " = ")
				for word := range strings.SplitSeq(words, ",") {
					if got := read(p, word); got != strings.Replace(want, "%s", id, 1) {
						t.Errorf("%s: %q: %s", l, word, got)
					}
				}
			}
		}
		for i, line := range strings.Split(strings.TrimSpace(w.T("log.read-weekday")), "\n") {
			_, words, _ := strings.Cut(line, " = ")
			want := p.Today.AddDays(-6+i).String() + "||||" // 10 May is a Sunday
			if i == 6 {
				want = "2026-05-03||||"
			}
			for word := range strings.SplitSeq(words, ",") {
				if got := read(p, word); got != want {
					t.Errorf("%s: %q: %s, want %s", l, word, got, want)
				}
			}
		}
	}
}
