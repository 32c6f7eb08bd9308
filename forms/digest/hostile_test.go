package digest_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pairbook/forms/digest"
	"pairbook/forms/export"
	"pairbook/forms/lang"
)

func TestAHostileFileIsRefusedForWhatItIs(t *testing.T) {
	good := string(copyOf(t, 1, "workplace", answers{"fe_match": "4"}.released()))
	for name, c := range map[string]struct {
		data string
		want digest.Reason
	}{
		"as exported":            {good, ""},
		"with a mark":            {"\uFEFF" + good, ""},
		"nothing":                {"", digest.NotJSON},
		"half of it":             {good[:len(good)/2], digest.NotJSON},
		"twice in one":           {good + good, digest.NotJSON},
		"too large":              {strings.Repeat(" ", digest.MaxFile) + good, digest.TooLarge},
		"too deep":               {strings.Repeat("[", 100000), digest.NotJSON},
		"deep inside":            {strings.Replace(good, `"questions": [`, `"questions": [`+strings.Repeat(`{"a":`, 50)+"1"+strings.Repeat("}", 50)+",", 1), digest.NotJSON},
		"a key twice":            {strings.Replace(good, `"closed": false`, `"closed": true, "closed": false`, 1), digest.NotJSON},
		"a key in two cases":     {strings.Replace(good, `"closed": false`, `"closed": true, "Closed": false`, 1), digest.NotJSON},
		"of somebody else":       {`{"name": "package", "version": "1.0"}`, digest.NotOurs},
		"a list":                 {`[1, 2]`, digest.NotOurs},
		"a schema that is words": {strings.Replace(good, `"schema": 1`, `"schema": "1"`, 1), digest.NotOurs},
		"of a later pairbook":    {strings.Replace(good, `"schema": 1`, `"schema": 2`, 1), digest.NewerSchema},
		"a schema of 1.0":        {strings.Replace(good, `"schema": 1`, `"schema": 1.0`, 1), digest.NewerSchema},
		"of no pair":             {strings.Replace(good, `"id": "p00001"`, `"id": ""`, 1), digest.NotOurs},
		"of a long programme":    {strings.Replace(good, `"id": "workplace"`, `"id": "`+strings.Repeat("w", 65)+`"`, 1), digest.NotOurs},
		"of no day":              {strings.Replace(good, aDay.String(), "2027-02-30", 1), digest.NotOurs},
		"of a sheet of its own":  {strings.Replace(good, `"sheet": "feedback_each/mentee"`, `"sheet": "../x"`, 1), digest.NotOurs},
		"of another form":        {strings.Replace(good, `"form": "feedback_each"`, `"form": "contract"`, 1), digest.NotFeedback},
		"of the other's voice":   {strings.ReplaceAll(good, `"voice": "mentee"`, `"voice": "mentor"`), digest.Empty},
		"without questions":      {good[:strings.Index(good, `"questions"`)] + `"questions": {}}`, digest.Empty},
	} {
		if got := why(t, []byte(c.data)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAnswersThatAreNoneOfTheFormsDoNotCount(t *testing.T) {
	s := digest.New(library(t))
	for n := range 8 {
		data := string(copyOf(t, n, "workplace", answers{"fe_match": "4", "fe_recommend.choice": "yes"}.released()))
		data = strings.Replace(data, `"value": "4"`, `"value": "`+[]string{"4", "9", "-1", "4e0", "<b>", "na", "1e99", "NaN"}[n]+`"`, 1)
		if _, err := s.Add([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	d := s.Make(words(t, lang.English), false)
	if it := find(t, d, "fe_match"); it.People != 0 || len(it.Bars) != 0 {
		t.Errorf("only one of the eight is a rating: %+v", it)
	}
	if it := find(t, d, "fe_recommend.choice"); it.People != 8 {
		t.Errorf("%+v", it)
	}
}

func TestHostileWordsMakeNoMarkupAndNoFormula(t *testing.T) {
	w := words(t, lang.English)
	var files [][]byte
	for n := range 5 {
		files = append(files, copyOf(t, n, "workplace", answers{"fe_worked": "=1+1</title><script>x</script>\u202e\x1b[31m"}.released()))
	}
	d := counted(t, files...).Make(w, false)
	var page, list bytes.Buffer
	if err := errors.Join(export.HTML(&page, d.Document(w, aDay)), export.CSV(&list, d.Lists(w, aDay)[0], 0)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "<script") || strings.Contains(page.String(), "\x1b") || strings.Contains(list.String(), ",=1+1") {
		t.Errorf("%s\n%s", page.String(), list.String())
	}
}

func FuzzAdd(f *testing.F) {
	good := copyOf(f, 1, "workplace", answers{"fe_match": "4"}.released())
	f.Add(good)
	f.Add([]byte(`{"schema":1,"questions":[{"answers":[{"rows":[{"cells":{"a":1}}]}]}]}`))
	f.Add([]byte("[[[["))
	lib, w := library(f), words(f, lang.English)
	f.Fuzz(func(t *testing.T, data []byte) {
		s := digest.New(lib)
		_, err := s.Add(data)
		var r *digest.Refusal
		if err != nil && !errors.As(err, &r) {
			t.Errorf("%v is no refusal", err)
		}
		d := s.Make(w, true)
		for _, g := range d.Groups {
			for _, p := range g.Parts {
				if p.Copies != 0 || len(p.Items) != 0 {
					t.Errorf("one file tells %+v", p)
				}
			}
		}
	})
}
