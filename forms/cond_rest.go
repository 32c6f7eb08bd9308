package forms

// given returns what is left of a condition when all is known but what the tests look at
// that open picks out: a constant, or the tests that decide.
func given(e expr, ctx condContext, open func(Test) bool) expr {
	switch e := e.(type) {
	case Test:
		if open(e) {
			return e
		}
		return constant(e.eval(ctx))
	case not:
		rest := given(e.e, ctx, open)
		if k, known := rest.(constant); known {
			return !k
		}
		return not{rest}
	case all:
		rest, settled := givenEach(e, ctx, open, false)
		return single(rest, settled, constant(false), func() expr { return all(rest) })
	case some:
		rest, settled := givenEach(e, ctx, open, true)
		return single(rest, settled, constant(true), func() expr { return some(rest) })
	}
	return e // yes or no
}

// givenEach leaves out what changes nothing; settled tells that one part decides alone,
// by being what decides.
func givenEach(es []expr, ctx condContext, open func(Test) bool, decides bool) (rest []expr, settled bool) {
	for _, e := range es {
		left := given(e, ctx, open)
		k, known := left.(constant)
		if known && bool(k) == decides {
			return nil, true
		}
		if !known {
			rest = append(rest, left)
		}
	}
	return rest, false
}

// single is what a list of parts comes to; decided is what it is where one part settled
// it, and its contrary what it is where no part is left.
func single(rest []expr, settled bool, decided constant, list func() expr) expr {
	switch {
	case settled:
		return decided
	case len(rest) == 0:
		return !decided
	case len(rest) == 1:
		return rest[0]
	}
	return list()
}

// rest returns what a condition comes to for this sheet before anything is answered on
// it: all else that it looks at is known.
func (s Sheet) rest(c Cond, v Voice) expr {
	if c.Empty() {
		return constant(true)
	}
	return given(c.expr, condSheet{s, v}, func(t Test) bool {
		if IsFact(t.Name) {
			return false
		}
		at, fd, _ := s.Find(t.Name)
		return fd != nil && at.ID == s.ID
	})
}

// mayHold reports whether some answer on this sheet can make a condition hold.
func (s Sheet) mayHold(c Cond, v Voice) bool {
	k, known := s.rest(c, v).(constant)
	return !known || bool(k)
}
