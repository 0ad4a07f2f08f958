package gql

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"sync"

	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"

	"github.com/firewallmap/firewallmap/api/graph/guard"
)

// Document is a text that was found to be a valid query of a schema. It can be kept and planned any number of times.
type Document struct {
	// Size is what it asks for, once fragments are spread.
	Size guard.Size

	schema     *Schema
	text       string
	null       string // the variable that stands for the literal null
	operations []*ast.OperationDefinition
	fragments  map[string]*ast.FragmentDefinition
	plans      sync.Map // of operations without variables, by *ast.OperationDefinition
}

// Plan is one operation of a document with its variables, ready to be executed, any number of times and at once.
type Plan struct {
	// Cost is what it costs: one for each value that it can return at the expected length of lists.
	Cost int64
	// ShowCost adds the cost to the answer.
	ShowCost bool

	doc    *Document
	limits guard.Limits
	log    *slog.Logger
	write  appender[any]
}

// Prepare guards, parses and validates a document. The errors are those to answer with.
func (s *Schema) Prepare(text string) (doc *Document, problems []Error) {
	defer func() {
		if fault := recover(); fault != nil { // the parser and the validator are others' work
			x := run{log: s.log}
			doc, problems = nil, []Error{newError(x.internal(fmt.Sprint(fault)), CodeInternal)}
		}
	}()
	doc = &Document{schema: s, text: text}
	source, err := guard.Text(text, s.limits)
	if err != nil {
		problem := newError(err, CodeSyntax)
		var syntax *guard.SyntaxError
		if errors.As(err, &syntax) {
			problem.Locations = doc.locateOffset(syntax.Offset)
		}
		return nil, []Error{problem}
	}
	parsed, err := parser.Parse(parser.ParseParams{Source: source.Text, Options: parser.ParseOptions{NoSource: true}})
	if err != nil {
		return nil, doc.fromLibrary([]gqlerrors.FormattedError{gqlerrors.FormatError(err)}, CodeSyntax)
	}
	doc = &Document{schema: s, text: text, null: source.Null, fragments: map[string]*ast.FragmentDefinition{}}
	for _, d := range parsed.Definitions {
		switch d := d.(type) {
		case *ast.OperationDefinition:
			if d.Operation != ast.OperationTypeQuery {
				return nil, []Error{newError(fmt.Errorf("there is no %s: this server only answers queries", d.Operation), CodeNotQuery)}
			}
			doc.operations = append(doc.operations, d)
		case *ast.FragmentDefinition:
			doc.fragments[d.Name.Value] = d
		default:
			return nil, []Error{newError(errors.New("a request holds queries and fragments, no definitions of types"), CodeValidation)}
		}
	}
	if len(doc.operations) == 0 {
		return nil, []Error{newError(errors.New("the document holds no query"), CodeValidation)}
	}
	if doc.Size, err = guard.Document(parsed, s.limits); err != nil {
		return nil, []Error{newError(err, CodeValidation)}
	}
	if problems := s.validate(doc, parsed); len(problems) > 0 {
		return nil, problems
	}
	return doc, nil
}

// Plan makes the plan of the operation with the given name, or of the only one where the name is empty. variables are
// raw: as encoding/json decodes them with UseNumber.
func (d *Document) Plan(operation string, variables map[string]any) (plan *Plan, problems []Error) {
	defer func() {
		if fault := recover(); fault != nil { // parse functions of scalars
			x := run{log: d.schema.log}
			plan, problems = nil, []Error{newError(x.internal(fmt.Sprint(fault)), CodeInternal)}
		}
	}()
	op, err := d.operation(operation)
	if err != nil {
		return nil, []Error{newError(err, CodeBadInput)}
	}
	if known, ok := d.plans.Load(op); ok {
		kept := *known.(*Plan)
		return &kept, nil
	}
	s := d.schema
	p := &planner{doc: d, limits: s.limits, times: 1, page: expectedLength}
	p.vars, p.errors = d.variables(op, variables)
	if d.null != "" {
		p.vars[d.null] = nil
	}
	if len(p.errors) > 0 {
		return nil, p.errors
	}
	root := &ast.Field{Name: ast.NewName(&ast.Name{Value: s.query.name}), SelectionSet: op.SelectionSet}
	write := s.root.planAny(p, &site{parent: s.query.name}, []*ast.Field{root})
	cost := int64(math.Min(p.cost, 1<<53))
	if err := guard.Check(guard.Cost, s.limits.Cost, cost); err != nil {
		p.errors = append(p.errors, newError(err, CodeBadInput))
	}
	if len(p.errors) > 0 {
		if int64(len(p.errors)) > s.limits.Errors {
			p.errors = p.errors[:s.limits.Errors]
		}
		return nil, p.errors
	}
	plan = &Plan{Cost: cost, doc: d, limits: s.limits, log: s.log, write: write}
	if len(op.VariableDefinitions) == 0 {
		kept := *plan
		d.plans.Store(op, &kept)
	}
	return plan, nil
}

func (d *Document) operation(name string) (*ast.OperationDefinition, error) {
	if name == "" {
		if len(d.operations) > 1 {
			return nil, errors.New("the document holds several queries; say with operationName which one to run")
		}
		return d.operations[0], nil
	}
	for _, op := range d.operations {
		if op.Name != nil && op.Name.Value == name {
			return op, nil
		}
	}
	return nil, fmt.Errorf("the document holds no query called %s", show(name))
}

// variables checks what was given for the variables of an operation and adds defaults.
func (d *Document) variables(op *ast.OperationDefinition, given map[string]any) (map[string]any, []Error) {
	vars := make(map[string]any, len(op.VariableDefinitions))
	var problems []Error
	for _, v := range op.VariableDefinitions {
		name := v.Variable.Name.Value
		raw, ok := given[name]
		if !ok && v.DefaultValue != nil {
			raw, ok = rawValue(v.DefaultValue, nil)
		}
		if err := d.schema.checkInput(v.Type, raw); err != nil {
			problem := newError(fmt.Errorf("variable $%s: %w", name, err), CodeBadInput)
			problem.Locations = d.locateAt(v.Loc)
			problems = append(problems, problem)
		}
		if ok {
			vars[name] = raw
		}
	}
	return vars, problems
}
