package export

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"pairbook/forms"
	"pairbook/forms/lang"
)

// monthsAQuarter is how far a quarterly report goes (DOMAIN.md 6.1).
const monthsAQuarter = 3

// Quarters returns how many quarters of the pair have begun, until it is to end; 0 before
// the start.
func Quarters(p *forms.Pair) int {
	start, ok := p.Anchor()
	last := p.Today
	if end, known := p.EndDay(); known && end.Before(last) {
		last = end.AddDays(-1)
	}
	n := 0
	for ok && !last.Before(start.AddMonths(n*monthsAQuarter)) {
		n++
	}
	return n
}

// Quarterly makes the report of one quarter, counted from 1 at the start: when the two
// were in contact, which steps were due, and how many goals are reached. It holds nothing
// of what they talked about, and nothing that the programme does not tell (DOMAIN.md rule
// 28). n is 1 to Quarters.
func Quarterly(p *forms.Pair, n int) Document {
	w := p.Words
	start, _ := p.Anchor()
	from, to := start.AddMonths((n-1)*monthsAQuarter), start.AddMonths(n*monthsAQuarter).AddDays(-1)
	r := report(p, w.T("report.quarterly", "n", n), w.T("report.period", "from", w.DayMonth(from, lang.Date{}), "to", w.DayMonth(to, lang.Date{})), w.T("report.share"))
	o := p.Overview()
	contacts := r.between(from, to)
	if o.Tells("cs_contacts") {
		r.says("time", w.T("report.in_contact"), r.time(contacts))
		var rows [][]string
		for _, t := range contacts {
			rows = append(rows, []string{w.Short(t.Date), t.Channel, r.minutes(t)})
		}
		r.table("contacts", w.T("report.contacts"), w.T("report.no_contacts"), []string{w.T("report.day"), w.T("report.how"), w.T("report.minutes")}, rows)
	}
	if o.Tells("cs_steps") {
		r.steps(from, to)
	}
	for _, id := range []string{"cs_goals_count", "cs_actions"} {
		if text := r.count(id); o.Tells(id) && text != "" {
			r.says(id, w.T("report."+id), text)
		}
	}
	return r.signed(r.doc.People[:1])
}

// steps lists the steps of the plan that were due in some days.
func (r *reporter) steps(from, to lang.Date) {
	w := r.words
	var rows [][]string
	for _, s := range r.pair.Plan() {
		if s.Step.Every == forms.Once && !s.Due.Before(from) && !s.Due.After(to) {
			rows = append(rows, []string{oneLine(r.pair.Text(s.Step.Text)), w.Short(s.Due), r.pair.Standing(s.Status)})
		}
	}
	r.table("steps", w.T("report.steps"), w.T("report.no_steps"), []string{w.T("report.step"), w.T("report.due"), w.T("report.standing")}, rows)
}

// count is what the summary for the coordinator says in numbers.
func (r *reporter) count(field string) string {
	s, ok := r.pair.Sheet(forms.SheetID{Form: forms.SummaryForm})
	if !ok {
		return ""
	}
	fd, ok := s.Form.Field(field)
	if !ok {
		return ""
	}
	return s.Compute(fd, forms.Agreed).Text
}

// MonthLog makes the log of the month that a day lies in: when, how long, and under which
// headings of the programme's list the two met; three lines to sign on (DOMAIN.md 6.5).
// What they wrote about it stays with them.
func MonthLog(p *forms.Pair, month lang.Date) Document {
	w := p.Words
	from := lang.Date{Year: month.Year, Month: month.Month, Day: 1}
	to := from.AddMonths(1).AddDays(-1)
	r := report(p, w.T("report.monthlog", "month", w.T("date.month-"+strconv.Itoa(int(from.Month))), "year", from.Year),
		w.T("report.period", "from", w.DayMonth(from, lang.Date{}), "to", w.DayMonth(to, lang.Date{})), w.T("report.share_log"))
	contacts := r.between(from, to)
	var rows [][]string
	for _, t := range contacts {
		rows = append(rows, []string{w.Short(t.Date), t.Channel, r.minutes(t), r.topics(t.Meeting)})
	}
	r.table("contacts", w.T("report.contacts"), w.T("report.no_contacts"),
		[]string{w.T("report.day"), w.T("report.how"), w.T("report.minutes"), w.T("report.topics")}, rows)
	r.says("time", w.T("report.sum"), r.time(contacts))
	people := []Person{r.doc.People[1], r.doc.People[0]}
	return r.signed(people, w.T("report.third", "local", p.Programme().Fill("{the_local}", w.Lang())))
}

// topics names the headings that were ticked for a meeting, without a word of what was
// written beside them.
func (r *reporter) topics(id forms.SheetID) string {
	s, ok := r.pair.Sheet(id)
	if !ok {
		return ""
	}
	fd, ok := s.Form.Field("m_topics")
	if !ok {
		return ""
	}
	part, ok := fd.Column("topics")
	if !ok {
		return ""
	}
	ticked := forms.Entries(r.pair.Record.Value(s.Address(fd, forms.Agreed).At(part.ID)))
	for i := range ticked {
		ticked[i].Detail = ""
	}
	return part.ShowShort(forms.JoinEntries(ticked), r.pair.Asking())
}

// Trip is the trip that mileage can be claimed for: the visit of the shadowing sheet.
// One a year is paid (DOMAIN.md rule 21).
type Trip struct {
	Day   lang.Date // zero while it is not written
	Where string    // and who travels
	Km    string    // canonical; "" while it is not written
}

// TripOf returns the trip of a pair; ok is false where its programme has no visits.
func TripOf(p *forms.Pair) (t Trip, ok bool) {
	s, ok := p.Sheet(forms.SheetID{Form: forms.ShadowingForm})
	if !ok || !slices.Contains(p.Programme().Forms, forms.ShadowingForm) {
		return t, false
	}
	said := func(field, part string, v forms.Voice) string {
		return string(p.Record.Value(forms.Address{Sheet: s.ID, Field: field, Part: part, Voice: v}))
	}
	t.Day, _ = lang.ParseISO(said("sh_date_len", "date", forms.Agreed)) // zero while it is not written
	t.Where, t.Km = said("sh_where", "", forms.Agreed), said("sh_mileage", "km", forms.Mentee)
	return t, true
}

// Rate is what a kilometre is paid with. The zero value is a line to fill in by hand.
type Rate struct {
	amount   *big.Rat
	decimals int    // as written
	unit     string // "CAD", "kr"; may be ""
}

// ParseRate reads "0.70 CAD" or "2,50 kr"; ok is false where that is no rate.
func ParseRate(text string) (r Rate, ok bool) {
	number, unit, _ := strings.Cut(strings.TrimSpace(text), " ")
	if strings.Trim(number, "0123456789,.") != "" || strings.Count(number, ".")+strings.Count(number, ",") > 1 || len(number) > 12 {
		return r, false
	}
	number = strings.Replace(number, ",", ".", 1)
	_, decimals, _ := strings.Cut(number, ".")
	amount, ok := new(big.Rat).SetString(number)
	if !ok || amount.Sign() <= 0 {
		return r, false
	}
	return Rate{amount, len(decimals), oneLine(strings.TrimSpace(unit))}, true
}

// Mileage makes the claim for a trip, with lines to sign on for the one who travelled and
// for the one who approves it. The rate is the payer's, so no form asks for it.
func Mileage(p *forms.Pair, t Trip, rate Rate) Document {
	w := p.Words
	r := report(p, w.T("report.mileage"), w.T("report.mileage_for", "year", t.Day.Year), w.T("report.share_claim"))
	r.says("day", w.T("report.day"), w.DayMonth(t.Day, lang.Date{}))
	r.says("where", w.T("report.where"), orLine(oneLine(t.Where)))
	r.says("purpose", w.T("report.why"), w.T("report.visit"))
	r.says("km", w.T("report.distance"), w.T("report.km", "km", r.figure(t.Km)))
	amount, sum := byHand, byHand
	if km, ok := new(big.Rat).SetString(t.Km); ok && rate.amount != nil {
		amount = r.money(rate.amount, rate.decimals, rate.unit)
		sum = r.money(new(big.Rat).Mul(km, rate.amount), 2, rate.unit)
	}
	r.says("rate", w.T("report.rate"), amount)
	r.says("sum", w.T("report.to_pay"), sum)
	for _, f := range p.Findings() {
		if f.Rule.ID == "mileage" { // a second trip of that year
			what, _ := p.SayFinding(f)
			r.doc.Blocks = append(r.doc.Blocks, Note{Text: what})
		}
	}
	return r.signed(nil, w.T("report.travelled"), w.T("report.approved"))
}

// byHand is a line to write on.
const byHand = "____________________"

func orLine(text string) string {
	if text == "" {
		return byHand
	}
	return text
}

// money writes an amount with at least two decimals.
func (r *reporter) money(amount *big.Rat, decimals int, unit string) string {
	whole, rest, _ := strings.Cut(amount.FloatString(max(2, decimals)), ".")
	sign := strings.Trim(r.figure("0.5"), "05")
	return strings.TrimSpace(r.figure(whole) + sign + rest + " " + unit)
}
