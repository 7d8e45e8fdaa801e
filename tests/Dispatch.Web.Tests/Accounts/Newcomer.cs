using System.Net;
using System.Text.Json.Nodes;
using Dispatch.Domain.Accounts;
using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Accounts;

/// <summary>Somebody whom staff invite: a real account with secrets of its own.</summary>
internal sealed class Newcomer(Product product, string account) : IDisposable
{
    public const string Password = "the kettle sings at seven";

    private byte[] _secret = [];

    public string Account => account;

    public Visitor Visitor { get; private set; } = null!;

    public string[] RecoveryCodes { get; private set; } = [];

    /// <summary>The app's code; each call moves the clock by a step, since no code counts twice.</summary>
    public string NextCode()
    {
        product.Clock.Advance(TimeSpan.FromSeconds(30));
        return CodeNow();
    }

    public string CodeNow() => Totp.Code(_secret, Totp.StepAt(product.Clock.GetUtcNow()));

    /// <summary>Invites, and sets the password by the link; nothing is signed in to.</summary>
    public static async Task<Newcomer> InviteAsync(Product product, string account, string role = "Volunteer", string? station = "zhuoda", string by = "admin")
    {
        using var staff = await product.VisitAsync(by);
        var link = await LinkAsync(staff, account, role, station);
        var newcomer = new Newcomer(product, account) { Visitor = await product.VisitAsync() };
        (await newcomer.Visitor.PostAsync("/api/links/password", new { link, password = Password })).Status.ShouldBe(HttpStatusCode.NoContent);
        return newcomer;
    }

    /// <summary>The secret part of an invitation's link.</summary>
    public static async Task<string> LinkAsync(Visitor staff, string account, string role = "Volunteer", string? station = "zhuoda") =>
        Secret((await staff.PostAsync(People(station), new { account, displayName = "李娜", role })).Ok());

    public static string People(string? station) => station is null ? "/api/people" : $"/api/stations/{station}/people";

    public static string Secret(JsonNode link) => ((string)link["path"]!).Split('#')[1];

    public Task<Answer> GivePasswordAsync(string password = Password) => Visitor.PostAsync("/api/session", new { account, password });

    /// <summary>Signs in as far as the role demands, an app enrolled first where it does.</summary>
    public async Task SignInAsync()
    {
        var answer = await GivePasswordAsync();
        if (answer.Code == "session.enrolment")
        {
            await EnrolAsync();
        }
        else if (answer.Code == "session.second-factor")
        {
            (await Visitor.PostAsync("/api/session/second", new { code = NextCode() })).Ok();
        }
        else
        {
            answer.Ok();
        }
    }

    public async Task EnrolAsync()
    {
        var offer = (await Visitor.PostAsync("/api/account/totp/offer", new { })).Ok();
        _secret = Decode((string)offer["secret"]!);
        var codes = (await Visitor.PostAsync("/api/account/totp", new { ticket = (string)offer["ticket"]!, code = CodeNow() })).Ok();
        RecoveryCodes = [.. codes["codes"]!.AsArray().Select(it => (string)it!)];
    }

    public void Dispose() => Visitor.Dispose();

    private static byte[] Decode(string spelled)
    {
        var (bits, held, bytes) = (0, 0, new List<byte>());
        foreach (var letter in spelled.Where(char.IsLetterOrDigit))
        {
            bits = ((bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)(bits >> held));
            }
        }

        return [.. bytes];
    }
}

/// <summary>A product of their own for tests that put its clock forward by days.</summary>
[CollectionDefinition(Name)]
public sealed class AccountsCollection : ICollectionFixture<Product>
{
    public const string Name = "accounts";
}
