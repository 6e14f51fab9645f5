// SPDX-License-Identifier: MIT
static long kvm_vm_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
{
	struct kvm *kvm = filp->private_data;
	void __user *argp = (void __user *)arg;
	int r;

	switch (ioctl) {
	case KVM_RING_DOORBELL: {
		struct kvm_doorbell bell;

		r = -EFAULT;
		if (copy_from_user(&bell, argp, sizeof(bell)))
			break;
		r = kvm_ring_doorbell(kvm, &bell);
		break;
	}
	case KVM_GET_DOORBELLS:
		r = kvm_get_doorbells(kvm, argp);
		break;
	default:
		r = -ENOTTY;
	}
	return r;
}
