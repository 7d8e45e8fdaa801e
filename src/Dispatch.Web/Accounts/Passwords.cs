using Dispatch.Web.Demo;
using Microsoft.AspNetCore.Identity;

namespace Dispatch.Web.Accounts;

/// <summary>Identity's hasher, except that demonstration accounts share one password which is never stored with them.</summary>
internal sealed class Passwords(DemoPassword demo) : IPasswordHasher<SignIn>
{
    private readonly PasswordHasher<SignIn> _hasher = new();

    public string HashPassword(SignIn user, string password) => _hasher.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(SignIn user, string hashedPassword, string providedPassword)
    {
        if (user.Account.Demo && hashedPassword == DemoPassword.SharedHash)
        {
            return demo.Fits(providedPassword) ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }

        return hashedPassword.Length == 0 ? PasswordVerificationResult.Failed : _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
