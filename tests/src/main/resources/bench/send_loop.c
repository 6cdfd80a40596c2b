/*
 * The yardstick of the broadcast bench: a WebSocket server that does nothing but send() one frame to each socket in
 * turn. One thread, epoll, no library. usage: send_loop PORT CONTROL_PORT PAYLOAD_BYTES. A byte on a control connection
 * is one broadcast; those that come together are one send() a socket.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_FD 65536
#define MAX_TOGETHER 64
enum { UNKNOWN, GREETING, OPEN, CONTROL };
static char state[MAX_FD];
static int sockets[MAX_FD], place[MAX_FD], count;

static uint32_t rol(uint32_t x, int n) { return x << n | x >> (32 - n); }

/* FIPS 180-4, for messages of less than 119 bytes: a key and the GUID of RFC 6455 are 60. */
static void sha1(const unsigned char *text, size_t length, unsigned char out[20]) {
    uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    unsigned char block[128] = {0};
    memcpy(block, text, length);
    block[length] = 0x80;
    size_t total = length < 56 ? 64 : 128;
    for (int i = 0; i < 4; i++) block[total - 1 - i] = (unsigned char)(length * 8 >> 8 * i);
    for (size_t at = 0; at < total; at += 64) {
        uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
        for (int i = 0; i < 16; i++)
            w[i] = (uint32_t)block[at + 4 * i] << 24 | block[at + 4 * i + 1] << 16 | block[at + 4 * i + 2] << 8
                   | block[at + 4 * i + 3];
        for (int i = 16; i < 80; i++) w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        for (int i = 0; i < 80; i++) {
            uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
            uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
            uint32_t next = rol(a, 5) + f + e + k + w[i];
            e = d, d = c, c = rol(b, 30), b = a, a = next;
        }
        h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
    }
    for (int i = 0; i < 20; i++) out[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(const unsigned char *in, int length, char *out) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < length; i += 3) {
        int rest = length - i;
        uint32_t three = in[i] << 16 | (rest > 1 ? in[i + 1] << 8 : 0) | (rest > 2 ? in[i + 2] : 0);
        *out++ = digits[three >> 18];
        *out++ = digits[three >> 12 & 63];
        *out++ = rest > 1 ? digits[three >> 6 & 63] : '=';
        *out++ = rest > 2 ? digits[three & 63] : '=';
    }
    *out = 0;
}

static int listening(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, 4096)) {
        perror("listen");
        exit(1);
    }
    return fd;
}

static void watch(int epoll, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void drop(int fd) {
    if (state[fd] == OPEN) {
        sockets[place[fd]] = sockets[--count];
        place[sockets[place[fd]]] = place[fd];
    }
    state[fd] = UNKNOWN;
    close(fd);
}

static void greet(int fd, char *request) {
    char *key = strcasestr(request, "Sec-WebSocket-Key:");
    if (!key || !strstr(request, "\r\n\r\n")) return drop(fd);
    char joined[64], accept[32], answer[256];
    unsigned char digest[20];
    key += strspn(key + 18, " ") + 18;
    memcpy(joined, key, 24);
    memcpy(joined + 24, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 36);
    sha1((unsigned char *)joined, 60, digest);
    base64(digest, 20, accept);
    int length = snprintf(answer, sizeof answer,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
            accept);
    if (send(fd, answer, length, MSG_NOSIGNAL) != length) return drop(fd);
    state[fd] = OPEN;
    place[fd] = count;
    sockets[count++] = fd;
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    int payload = atoi(argv[3]), head = payload < 126 ? 2 : 4, frame_length = head + payload;
    if (payload > 65535) return 2;
    char *frames = malloc(frame_length * MAX_TOGETHER), buffer[4096];
    memset(frames, 'x', frame_length * MAX_TOGETHER);
    for (char *frame = frames; frame < frames + frame_length * MAX_TOGETHER; frame += frame_length) {
        frame[0] = (char)0x81;
        frame[1] = (char)(payload < 126 ? payload : 126);
        if (head == 4) frame[2] = (char)(payload >> 8), frame[3] = (char)payload;
    }
    int door = listening(atoi(argv[1])), control = listening(atoi(argv[2])), epoll = epoll_create1(0), one = 1;
    watch(epoll, door);
    watch(epoll, control);
    puts("ready");
    fflush(stdout);
    for (;;) {
        struct epoll_event events[512];
        int ready = epoll_wait(epoll, events, 512, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == door || fd == control) {
                int client;
                while ((client = accept4(fd, 0, 0, SOCK_NONBLOCK)) >= 0) {
                    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    state[client] = fd == door ? GREETING : CONTROL;
                    watch(epoll, client);
                }
                continue;
            }
            ssize_t length = recv(fd, buffer, state[fd] == CONTROL ? MAX_TOGETHER : sizeof buffer - 1, 0);
            if (length <= 0) {
                if (length == 0 || errno != EAGAIN) drop(fd);
                continue;
            }
            buffer[length] = 0;
            if (state[fd] == GREETING) greet(fd, buffer);
            else if (state[fd] == CONTROL)
                for (int s = 0; s < count; s++)
                    send(sockets[s], frames, frame_length * length, MSG_DONTWAIT | MSG_NOSIGNAL);
        }
    }
}
