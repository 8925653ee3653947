// A Kubernetes cluster in one process: etcd, the API server and the Job controller are the real ones, the node is a stand-in
// (node.go). It prints what a client needs as NAME=value lines, then READY, and runs until it is ended.
package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/keyutil"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/pkg/controller/job"
)

const (
	adminToken  = "sandbox-admin-token"
	sluiceToken = "sandbox-kubernetes-token"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string) error {
	etcd, err := startEtcd(folder)
	if err != nil {
		return err
	}
	port := freePort()
	if err := writeFiles(folder); err != nil {
		return err
	}
	command := apiserver.NewAPIServerCommand()
	command.SetArgs(arguments(folder, etcd, port))
	ended := make(chan error, 1)
	go func() { ended <- command.Execute() }()

	config := &rest.Config{
		Host:            fmt.Sprintf("https://127.0.0.1:%d", port),
		BearerToken:     adminToken,
		TLSClientConfig: rest.TLSClientConfig{CAFile: filepath.Join(folder, "server.crt")},
		QPS:             200,
		Burst:           400,
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	ctx := context.Background()
	err = wait.PollUntilContextTimeout(ctx, 200*time.Millisecond, time.Minute, true, func(ctx context.Context) (bool, error) {
		body, err := client.RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		return err == nil && string(body) == "ok", nil
	})
	if err != nil {
		return fmt.Errorf("the API server is not ready after a minute: %w", err)
	}
	if err := startControllers(ctx, client); err != nil {
		return err
	}
	node, err := startNode(ctx, client, folder)
	if err != nil {
		return err
	}
	defer node.killAll()
	fmt.Printf("URL=%s\nTOKEN=%s\nADMIN_TOKEN=%s\nUSER=sluice\nCA_FILE=%s\nREADY\n",
		config.Host, sluiceToken, adminToken, filepath.Join(folder, "server.crt"))
	return <-ended
}

func startEtcd(folder string) (string, error) {
	config := embed.NewConfig()
	config.Dir = filepath.Join(folder, "etcd")
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	client, _ := url.Parse(fmt.Sprintf("http://127.0.0.1:%d", freePort()))
	peer, _ := url.Parse(fmt.Sprintf("http://127.0.0.1:%d", freePort()))
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{*client}, []url.URL{*client}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{*peer}, []url.URL{*peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return "", err
	}
	<-etcd.Server.ReadyNotify()
	return client.String(), nil
}

func arguments(folder string, etcd string, port int) []string {
	file := func(name string) string { return filepath.Join(folder, name) }
	return []string{
		"--etcd-servers=" + etcd,
		"--bind-address=127.0.0.1",
		"--advertise-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", port),
		"--tls-cert-file=" + file("server.crt"),
		"--tls-private-key-file=" + file("server.key"),
		"--token-auth-file=" + file("tokens.csv"),
		"--authorization-mode=RBAC",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + file("accounts.key"),
		"--service-account-signing-key-file=" + file("accounts.key"),
		"--service-cluster-ip-range=10.0.0.0/24",
		// The controllers that make accounts and count quotas are not there.
		"--disable-admission-plugins=ServiceAccount,ResourceQuota",
		"--kubelet-preferred-address-types=InternalIP",
		// It would refuse an address of the loopback interface.
		"--endpoint-reconciler-type=none",
		"--v=0",
	}
}

func writeFiles(folder string) error {
	certificate, key, err := cert.GenerateSelfSignedCertKey("127.0.0.1", []net.IP{net.ParseIP("127.0.0.1")}, []string{"localhost"})
	if err != nil {
		return err
	}
	accounts, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	accountsKey := pem.EncodeToMemory(&pem.Block{Type: keyutil.RSAPrivateKeyBlockType, Bytes: x509.MarshalPKCS1PrivateKey(accounts)})
	tokens := adminToken + ",admin,1,system:masters\n" + sluiceToken + ",sluice,2\n"
	for name, content := range map[string][]byte{
		"server.crt": certificate, "server.key": key, "accounts.key": accountsKey, "tokens.csv": []byte(tokens)} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func startControllers(ctx context.Context, client kubernetes.Interface) error {
	shared := informers.NewSharedInformerFactory(client, 0)
	jobs, err := job.NewController(ctx, shared.Core().V1().Pods(), shared.Batch().V1().Jobs(), client)
	if err != nil {
		return err
	}
	shared.Start(ctx.Done())
	go jobs.Run(ctx, 5)
	return nil
}

func freePort() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
