// SPDX-License-Identifier: MIT
int kvm_arch_vm_ioctl(struct file *filp, unsigned int ioctl, unsigned long arg)
{
	return -ENOTTY;
}

int handle_lost_doorbell(struct kvm_vcpu *vcpu)
{
	vcpu->run->exit_reason = KVM_EXIT_DOORBELL_LOST;
	return 0;
}
