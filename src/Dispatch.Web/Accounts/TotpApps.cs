using System.Security.Cryptography;
using Dispatch.Contracts.Accounts;
using Dispatch.Domain.Accounts;
using Microsoft.AspNetCore.DataProtection;
using QRCoder;

namespace Dispatch.Web.Accounts;

/// <summary>What an authenticator app is given: a secret to scan or to type, and the ticket to confirm it with.</summary>
/// <param name="Secret">Base 32, in groups of four.</param>
/// <param name="Uri">The <c>otpauth</c> address of it.</param>
/// <param name="Picture">The address as a QR code, SVG.</param>
/// <param name="Ticket">To send back with the app's first code, within 15 minutes.</param>
public sealed record TotpOffer(string Secret, string Uri, string Picture, string Ticket);

/// <summary>The secrets of authenticator apps, sealed with the session keys before they leave for the store.</summary>
internal sealed class TotpApps(IDataProtectionProvider protection, Tickets tickets, TimeProvider clock)
{
    private const string Purpose = "totp";
    private const string Issuer = "CommunityCare";
    private const int SecretBytes = 20;
    private const int GroupOf = 4;
    private static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(15);

    /// <summary>A new secret for an account. Nothing is kept until a right code was shown.</summary>
    public TotpOffer Offer(Account account)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var spelled = Totp.Spell(secret);
        var uri = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.Name)}?secret={spelled}&issuer={Issuer}&algorithm=SHA1&digits=6&period=30";
        using var matrix = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(matrix);
        var picture = code.GetGraphic(1, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        var offered = new Offered(account.Name, Convert.ToBase64String(secret));
        return new TotpOffer(
            string.Join(' ', spelled.Chunk(GroupOf).Select(group => new string(group))), uri, picture, tickets.Seal(Purpose, offered, OfferLife));
    }

    /// <summary>The secret of an offer, sealed for keeping, and the time step of the code; null when the code does not fit or the offer is over.</summary>
    public (string Sealed, long Step)? Confirm(Account account, string? ticket, string? code)
    {
        if (tickets.Open<Offered>(Purpose, ticket) is not { } offered || offered.Account != account.Name)
        {
            return null;
        }

        var secret = Convert.FromBase64String(offered.Secret);
        return Totp.Match(secret, Typed(code), clock.GetUtcNow()) is { } step
            ? (Convert.ToBase64String(Protector(account.Name).Protect(secret)), step)
            : null;
    }

    /// <summary>The time step to which a code belongs; null: none that counts now.</summary>
    public long? Match(string account, string? sealedSecret, string? code)
    {
        try
        {
            return sealedSecret is null
                ? null
                : Totp.Match(Protector(account).Unprotect(Convert.FromBase64String(sealedSecret)), Typed(code), clock.GetUtcNow());
        }
        catch (CryptographicException)
        {
            // The keys are gone: a recovery code or the station helps.
            return null;
        }
    }

    private static string Typed(string? code) => string.Concat((code ?? "").Where(letter => !char.IsWhiteSpace(letter)));

    private IDataProtector Protector(string account) => protection.CreateProtector("totp-secret", account);

    private sealed record Offered(string Account, string Secret);
}
