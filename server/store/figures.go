package store

// keepFigures is called once for every logged change, in log order, inside the
// transaction that logs it; records of the whole push are already written then.
func (t *tx) keepFigures(Touched) error { return nil }
