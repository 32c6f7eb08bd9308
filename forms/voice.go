package forms

import "fmt"

// Voice says whose answer an answer is: the mentor's, the mentee's, or what the
// two agreed. The first two also name the persons: the Hand that types and the
// Author of a revision are always Mentor or Mentee.
type Voice string

// The three voices of a pair.
const (
	Mentor Voice = "mentor"
	Mentee Voice = "mentee"
	Agreed Voice = "agreed"
)

// Other returns the other person of the pair; Agreed has no other and returns
// itself.
func (v Voice) Other() Voice {
	switch v {
	case Mentor:
		return Mentee
	case Mentee:
		return Mentor
	}
	return v
}

// IsPerson reports whether the voice is one of the two persons.
func (v Voice) IsPerson() bool { return v == Mentor || v == Mentee }

// ParseVoice reads "mentor", "mentee" or "agreed".
func ParseVoice(s string) (Voice, error) {
	switch v := Voice(s); v {
	case Mentor, Mentee, Agreed:
		return v, nil
	}
	return "", fmt.Errorf("%q is no voice: mentor, mentee or agreed", s)
}
