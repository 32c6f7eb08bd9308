package forms

// PairSummary is what a list of pairs shows of one pair without reading its
// record: who they are, in which programme, since when, and when they last wrote.
type PairSummary struct {
	ID           PairID
	Mentor       string
	Mentee       string
	Programme    string // programme id
	Organisation string
	Anchor       string // ISO date the clock of the programme starts at; "" where not yet known
	LastChange   Stamp  // of the pair's newest revision; the store sets it
}

// summaryVoices names the fields of the pair sheet a summary is made of, each
// with the voice it is answered in.
var summaryVoices = map[string]Voice{
	"mentor_name":  Mentor,
	"mentee_name":  Mentee,
	"template_id":  Agreed,
	"organisation": Agreed,
	"anchor_date":  Agreed,
}

// SummaryAddress returns where a field of the pair sheet that a summary shows is
// answered; ok is false for a field it does not show.
func SummaryAddress(field string) (a Address, ok bool) {
	v, ok := summaryVoices[field]
	return Address{Sheet: SheetID{Form: PairForm}, Field: field, Voice: v}, ok
}

// Summarise makes a summary of what get returns for the fields of the pair sheet.
// It leaves ID and LastChange to the caller.
func Summarise(get func(field string) Value) PairSummary {
	return PairSummary{
		Mentor:       string(get("mentor_name")),
		Mentee:       string(get("mentee_name")),
		Programme:    string(get("template_id")),
		Organisation: string(get("organisation")),
		Anchor:       string(get("anchor_date")),
	}
}
