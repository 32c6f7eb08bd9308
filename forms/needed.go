package forms

// NeededFields lists the questions of a form that the program itself reads: a
// programme's own version of the form has to ask them too.
func NeededFields(form string) []string {
	switch form {
	case PairForm:
		return []string{fieldMentor, fieldMentee, fieldTemplate, fieldAnchor}
	case MeetingForm:
		return []string{fieldMeetDate, fieldNextDate}
	}
	return nil
}
