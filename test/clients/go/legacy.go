package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/ecs"
)

// callLegacy calls a method of alibaba-cloud-sdk-go, which has a struct for each request and answer.
func callLegacy(request Request) (any, error) {
	client, err := legacyClient(request)
	if err != nil {
		return nil, err
	}
	method := reflect.ValueOf(client).MethodByName(request.Action)
	if !method.IsValid() {
		return nil, Unsupported("there is no " + request.Action)
	}
	model := reflect.New(method.Type().In(0).Elem())
	// As in the functions Create…Request(), of which Go can find none by its name.
	rpc := &requests.RpcRequest{}
	rpc.InitWithApiInfo("Ecs", "2014-05-26", request.Action, "ecs", "openAPI")
	rpc.Method = requests.POST
	model.Elem().FieldByName("RpcRequest").Set(reflect.ValueOf(rpc))

	var params map[string]any
	numbers := json.NewDecoder(bytes.NewReader(request.Params))
	numbers.UseNumber()
	if err := numbers.Decode(&params); err != nil {
		return nil, err
	}
	if _, ok := fieldNamed(model.Elem(), "RegionId"); !ok {
		// Every request has a region, in the struct that it embeds.
		if region, ok := params["RegionId"].(string); ok {
			rpc.RegionId = region
		}
		delete(params, "RegionId")
	}
	if err := setFields(model.Elem(), params, request.Action); err != nil {
		return nil, err
	}
	results := method.Call([]reflect.Value{model})
	err, _ = results[1].Interface().(error)
	return results[0].Interface(), err
}

func legacyClient(request Request) (*ecs.Client, error) {
	config := sdk.NewConfig().WithScheme(request.Protocol)
	if request.Retries != nil {
		config.WithAutoRetry(true).WithMaxRetryTime(*request.Retries)
	}
	if request.CA != "" {
		pem, err := os.ReadFile(request.CA)
		if err != nil {
			return nil, err
		}
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(pem)
		config.WithHttpTransport(&http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}})
	}
	var key auth.Credential = credentials.NewAccessKeyCredential(request.Key.ID, request.Key.Secret)
	if request.Key.Token != "" {
		key = credentials.NewStsTokenCredential(request.Key.ID, request.Key.Secret, request.Key.Token)
	}
	client, err := ecs.NewClientWithOptions("cn-chengdu", config, key)
	if err == nil {
		client.Domain = request.Endpoint
	}
	return client, err
}

func reportLegacy(err error) Report {
	report := Report{Class: strings.TrimPrefix(fmt.Sprintf("%T", err), "*"), Message: err.Error()}
	if known, ok := err.(errors.Error); ok {
		code, status := known.ErrorCode(), known.HttpStatus()
		report.Code, report.Status, report.Message = &code, &status, known.Message()
	}
	return report
}
