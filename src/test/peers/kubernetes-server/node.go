package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/util/cert"
	"k8s.io/kubernetes/third_party/forked/golang/expansion"
)

const (
	nodeName       = "stand-in"
	terminationLog = "/dev/termination-log"
	outOfMemory    = 137
)

// node is the only one of the cluster, its scheduler and its garbage collector. It has no images: a container is a process of this
// machine. An image whose name begins with missing/ cannot be pulled, and exit code 137 stands for a lack of memory.
type node struct {
	client  kubernetes.Interface
	folder  string
	mutex   sync.Mutex
	running map[string]*exec.Cmd
}

func startNode(ctx context.Context, client kubernetes.Interface, folder string) (*node, error) {
	n := &node{client: client, folder: folder, running: map[string]*exec.Cmd{}}
	port, err := n.serveLogs()
	if err != nil {
		return nil, err
	}
	self := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: nodeName}}
	self, err = client.CoreV1().Nodes().Create(ctx, self, metav1.CreateOptions{})
	if err != nil {
		return nil, err
	}
	self.Status.Addresses = []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: "127.0.0.1"}}
	self.Status.DaemonEndpoints.KubeletEndpoint.Port = int32(port)
	if _, err = client.CoreV1().Nodes().UpdateStatus(ctx, self, metav1.UpdateOptions{}); err != nil {
		return nil, err
	}
	go func() {
		for {
			if err := n.turn(ctx); err != nil {
				fmt.Fprintln(os.Stderr, "node:", err)
			}
			time.Sleep(200 * time.Millisecond)
		}
	}()
	return n, nil
}

func (n *node) turn(ctx context.Context) error {
	pods, err := n.client.CoreV1().Pods("").List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for i := range pods.Items {
		pod := &pods.Items[i]
		there[string(pod.UID)] = pod.DeletionTimestamp == nil
		if pod.DeletionTimestamp != nil {
			n.kill(string(pod.UID))
			none := int64(0)
			err = n.client.CoreV1().Pods(pod.Namespace).Delete(ctx, pod.Name, metav1.DeleteOptions{GracePeriodSeconds: &none})
		} else if n.isOrphan(ctx, pod) {
			err = n.client.CoreV1().Pods(pod.Namespace).Delete(ctx, pod.Name, metav1.DeleteOptions{})
		} else if pod.Spec.NodeName == "" {
			err = n.schedule(ctx, pod)
		} else if pod.Status.Phase == corev1.PodPending && len(pod.Status.ContainerStatuses) == 0 {
			err = n.start(ctx, pod)
		}
		if err != nil && !errors.IsNotFound(err) && !errors.IsConflict(err) {
			return err
		}
	}
	for uid := range n.all() {
		if !there[uid] {
			n.kill(uid)
		}
	}
	return nil
}

func (n *node) isOrphan(ctx context.Context, pod *corev1.Pod) bool {
	owner := metav1.GetControllerOf(pod)
	if owner == nil || owner.Kind != "Job" {
		return false
	}
	_, err := n.client.BatchV1().Jobs(pod.Namespace).Get(ctx, owner.Name, metav1.GetOptions{})
	return errors.IsNotFound(err)
}

func (n *node) schedule(ctx context.Context, pod *corev1.Pod) error {
	if len(pod.Spec.NodeSelector) > 0 {
		if len(pod.Status.Conditions) > 0 {
			return nil
		}
		pod.Status.Conditions = []corev1.PodCondition{{
			Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Reason: corev1.PodReasonUnschedulable,
			Message: "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."}}
		return n.update(ctx, pod)
	}
	return n.client.CoreV1().Pods(pod.Namespace).Bind(ctx, &corev1.Binding{
		ObjectMeta: metav1.ObjectMeta{Name: pod.Name, Namespace: pod.Namespace, UID: pod.UID},
		Target:     corev1.ObjectReference{Kind: "Node", Name: nodeName},
	}, metav1.CreateOptions{})
}

func (n *node) start(ctx context.Context, pod *corev1.Pod) error {
	container := pod.Spec.Containers[0]
	if strings.HasPrefix(container.Image, "missing/") {
		n.warn(ctx, pod, "Failed", fmt.Sprintf("Failed to pull image %q: not found", container.Image))
		return n.waiting(ctx, pod, "ImagePullBackOff", fmt.Sprintf("Back-off pulling image %q", container.Image))
	}
	environment, err := n.environment(ctx, pod, container)
	if err != nil {
		return n.waiting(ctx, pod, "CreateContainerConfigError", err.Error())
	}
	expand := expansion.MappingFuncFor(environment)
	var words []string
	for _, word := range append(append([]string{}, container.Command...), container.Args...) {
		words = append(words, strings.ReplaceAll(expansion.Expand(word, expand), terminationLog, n.message(pod)))
	}
	process := exec.Command(words[0], words[1:]...)
	process.Env = []string{"PATH=" + os.Getenv("PATH")}
	for name, value := range environment {
		process.Env = append(process.Env, name+"="+value)
	}
	log, err := os.Create(n.log(pod.Namespace, pod.Name))
	if err != nil {
		return err
	}
	process.Stdout, process.Stderr = log, log
	process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := process.Start(); err != nil {
		return n.terminated(ctx, pod, 128, "StartError", err.Error())
	}
	n.mutex.Lock()
	n.running[string(pod.UID)] = process
	n.mutex.Unlock()
	ready := true
	pod.Status.Phase = corev1.PodRunning
	pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}}
	pod.Status.ContainerStatuses = []corev1.ContainerStatus{{
		Name: container.Name, Image: container.Image, Ready: ready, Started: &ready,
		State: corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: metav1.Now()}}}}
	err = n.update(ctx, pod)
	go n.await(ctx, pod.DeepCopy(), process, log)
	return err
}

func (n *node) await(ctx context.Context, pod *corev1.Pod, process *exec.Cmd, log *os.File) {
	_ = process.Wait()
	log.Close()
	n.mutex.Lock()
	delete(n.running, string(pod.UID))
	n.mutex.Unlock()
	code := process.ProcessState.ExitCode()
	reason := map[int]string{0: "Completed", outOfMemory: "OOMKilled"}[code]
	if reason == "" {
		reason = "Error"
	}
	said, err := os.ReadFile(n.message(pod))
	if err != nil && code != 0 {
		said, _ = os.ReadFile(n.log(pod.Namespace, pod.Name))
	}
	for attempt := 0; attempt < 20; attempt++ {
		current, err := n.client.CoreV1().Pods(pod.Namespace).Get(ctx, pod.Name, metav1.GetOptions{})
		if err != nil || n.terminated(ctx, current, int32(code), reason, string(said)) == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func (n *node) environment(ctx context.Context, pod *corev1.Pod, container corev1.Container) (map[string]string, error) {
	environment := map[string]string{}
	for _, variable := range container.Env {
		if variable.ValueFrom == nil {
			environment[variable.Name] = expansion.Expand(variable.Value, expansion.MappingFuncFor(environment))
			continue
		}
		reference := variable.ValueFrom.SecretKeyRef
		secret, err := n.client.CoreV1().Secrets(pod.Namespace).Get(ctx, reference.Name, metav1.GetOptions{})
		if err != nil && (reference.Optional == nil || !*reference.Optional) {
			return nil, fmt.Errorf("secret %q not found", reference.Name)
		}
		environment[variable.Name] = string(secret.Data[reference.Key])
	}
	return environment, nil
}

func (n *node) waiting(ctx context.Context, pod *corev1.Pod, reason string, message string) error {
	return n.status(ctx, pod, corev1.PodPending, corev1.ContainerState{
		Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}})
}

func (n *node) terminated(ctx context.Context, pod *corev1.Pod, code int32, reason string, message string) error {
	phase := corev1.PodFailed
	if code == 0 {
		phase = corev1.PodSucceeded
	}
	pod.Status.Conditions = nil
	return n.status(ctx, pod, phase, corev1.ContainerState{Terminated: &corev1.ContainerStateTerminated{
		ExitCode: code, Reason: reason, Message: message, StartedAt: metav1.Now(), FinishedAt: metav1.Now()}})
}

func (n *node) status(ctx context.Context, pod *corev1.Pod, phase corev1.PodPhase, state corev1.ContainerState) error {
	pod.Status.Phase = phase
	pod.Status.ContainerStatuses = []corev1.ContainerStatus{{
		Name: pod.Spec.Containers[0].Name, Image: pod.Spec.Containers[0].Image, State: state}}
	return n.update(ctx, pod)
}

func (n *node) update(ctx context.Context, pod *corev1.Pod) error {
	_, err := n.client.CoreV1().Pods(pod.Namespace).UpdateStatus(ctx, pod, metav1.UpdateOptions{})
	return err
}

func (n *node) warn(ctx context.Context, pod *corev1.Pod, reason string, message string) {
	_, err := n.client.CoreV1().Events(pod.Namespace).Create(ctx, &corev1.Event{
		ObjectMeta:     metav1.ObjectMeta{GenerateName: pod.Name + ".", Namespace: pod.Namespace},
		InvolvedObject: corev1.ObjectReference{Kind: "Pod", Namespace: pod.Namespace, Name: pod.Name, UID: pod.UID},
		Reason:         reason, Message: message, Type: corev1.EventTypeWarning, LastTimestamp: metav1.Now(),
	}, metav1.CreateOptions{})
	if err != nil {
		fmt.Fprintln(os.Stderr, "node:", err)
	}
}

func (n *node) all() map[string]*exec.Cmd {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	all := map[string]*exec.Cmd{}
	for uid, process := range n.running {
		all[uid] = process
	}
	return all
}

func (n *node) kill(uid string) {
	if process := n.all()[uid]; process != nil {
		_ = syscall.Kill(-process.Process.Pid, syscall.SIGKILL)
	}
}

func (n *node) killAll() {
	for uid := range n.all() {
		n.kill(uid)
	}
}

func (n *node) log(namespace string, pod string) string {
	return filepath.Join(n.folder, namespace+"-"+pod+".log")
}

func (n *node) message(pod *corev1.Pod) string {
	return filepath.Join(n.folder, string(pod.UID)+".message")
}

// serveLogs answers what the API server asks of a kubelet: /containerLogs/NAMESPACE/POD/CONTAINER.
func (n *node) serveLogs() (int, error) {
	certificate, key, err := cert.GenerateSelfSignedCertKey("127.0.0.1", []net.IP{net.ParseIP("127.0.0.1")}, nil)
	if err != nil {
		return 0, err
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		return 0, err
	}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{pair}})
	if err != nil {
		return 0, err
	}
	handler := func(response http.ResponseWriter, request *http.Request) {
		path := strings.Split(strings.TrimPrefix(request.URL.Path, "/containerLogs/"), "/")
		log, err := os.ReadFile(n.log(path[0], path[1]))
		if err != nil {
			http.Error(response, fmt.Sprintf("container %q in pod %q is waiting to start: trying and failing to pull image",
				path[2], path[1]), http.StatusBadRequest)
			return
		}
		_, _ = response.Write(log)
	}
	go http.Serve(listener, http.HandlerFunc(handler))
	return listener.Addr().(*net.TCPAddr).Port, nil
}
