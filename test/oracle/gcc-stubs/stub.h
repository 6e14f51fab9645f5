/*
 * What uapi headers take from the C library or from the kernel's own headers, for compiling them alone. Read by the
 * compilers and by our reader alike.
 */
#ifndef UAPIDOC_STUB_H
#define UAPIDOC_STUB_H

#define __user
#define __force
#define __iomem
#define __attribute_const__
#define __packed __attribute__((packed))
#define __always_inline inline
#define offsetof(type, member) __builtin_offsetof(type, member)
#define NULL ((void *)0)
#define INT_MAX 2147483647
#define BIT(n) (1UL << (n))
#define BIT_ULL(n) (1ULL << (n))
#define GENMASK(high, low) ((~0UL << (low)) & (~0UL >> (8 * sizeof(long) - 1 - (high))))
#define GENMASK_ULL(high, low) ((~0ULL << (low)) & (~0ULL >> (63 - (high))))
#define __GENMASK GENMASK
#define __GENMASK_ULL GENMASK_ULL
#define SZ_4K 4096
#define SZ_64K 65536
#define SZ_1M 1048576
#define IFNAMSIZ 16

typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long long uint64_t;
typedef unsigned long long u64;
typedef _Bool bool;
typedef unsigned long size_t;
typedef long ssize_t;
typedef unsigned long uintptr_t;
typedef long intptr_t;
typedef long off_t;
typedef long long loff_t;
typedef int pid_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int mode_t;
typedef long time_t;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned short sa_family_t;
typedef char *caddr_t;

struct sockaddr {
	sa_family_t sa_family;
	char sa_data[14];
};

struct timespec {
	time_t tv_sec;
	long tv_nsec;
};

struct timeval {
	time_t tv_sec;
	long tv_usec;
};

#endif
