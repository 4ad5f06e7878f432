package main

import (
	"fmt"
	"reflect"
	"strings"
)

// namedValues has the fields of structs by the names of the API, which are in the tags for JSON. Unlike json.Marshal it keeps
// empty lists, whatever the tags say.
func namedValues(value any) any {
	return named(reflect.ValueOf(value))
}

func named(value reflect.Value) any {
	switch value.Kind() {
	case reflect.Pointer, reflect.Slice:
		if value.IsNil() {
			return nil
		}
	}
	switch value.Kind() {
	case reflect.Pointer:
		return named(value.Elem())
	case reflect.Slice:
		list := []any{}
		for i := range value.Len() {
			list = append(list, named(value.Index(i)))
		}
		return list
	case reflect.Struct:
		fields := map[string]any{}
		for i := range value.NumField() {
			if tag, ok := value.Type().Field(i).Tag.Lookup("json"); ok {
				name, _, _ := strings.Cut(tag, ",")
				fields[name] = named(value.Field(i))
			}
		}
		return fields
	}
	return value.Interface()
}

// setFields sets the fields of a struct by the names of the API, which are in the tags "name".
func setFields(target reflect.Value, values map[string]any, what string) error {
	for name, value := range values {
		field, ok := fieldNamed(target, name)
		if !ok {
			return Unsupported(what + " has no " + name)
		}
		if err := set(field, value, what+"."+name); err != nil {
			return err
		}
	}
	return nil
}

func fieldNamed(target reflect.Value, name string) (reflect.Value, bool) {
	for i := range target.NumField() {
		if target.Type().Field(i).Tag.Get("name") == name {
			return target.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// set sets a field: single values are texts, lists are slices or pointers to them.
func set(field reflect.Value, value any, what string) error {
	switch field.Kind() {
	case reflect.String:
		field.SetString(fmt.Sprint(value))
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		return set(field.Elem(), value, what)
	case reflect.Slice:
		entries, ok := value.([]any)
		if !ok {
			return Unsupported(what + " is a list")
		}
		field.Set(reflect.MakeSlice(field.Type(), len(entries), len(entries)))
		for i, entry := range entries {
			if err := set(field.Index(i), entry, what); err != nil {
				return err
			}
		}
	case reflect.Struct:
		return setFields(field, value.(map[string]any), what)
	default:
		return Unsupported(what + " is of another type")
	}
	return nil
}
