using System.Globalization;
using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Demo;

/// <summary>
/// Remembers, in a closed account, which process has put simulated people on duty, and until when it is sure to be there: nobody sits behind
/// their phones once the show is over, and of several processes that would give it one does.
/// </summary>
internal sealed class LiveMark(IGrainFactory grains, TimeProvider clock)
{
    public const string AccountName = "demo-live";
    private const string Off = "off";

    /// <summary>A process that has not said for so long that it goes on is dead, or cut off from the store.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    private readonly string _own = Guid.NewGuid().ToString("n");
    private DateTimeOffset _until;

    private IAccountGrain Mark => grains.GetGrain<IAccountGrain>(AccountName);

    /// <summary>Takes the show, or keeps it. False: another process gives it.</summary>
    /// <param name="alone">There is no other process; what the mark says is of an earlier life.</param>
    public async Task<bool> TakeAsync(bool alone)
    {
        var now = clock.GetUtcNow();
        if (_until - now > Lasts / 2)
        {
            return true;
        }

        var before = (await Mark.GetAsync())?.SecurityStamp;
        if (!alone && IsOn(before) && !IsOver(before, now) && !before!.StartsWith(_own, StringComparison.Ordinal))
        {
            return false;
        }

        var until = now + Lasts;
        var isMine = await PutAsync(string.Create(CultureInfo.InvariantCulture, $"{_own}/{until.ToUnixTimeSeconds()}"), before);
        _until = isMine ? until : default;
        return isMine;
    }

    /// <summary>Whether simulated people are on duty whose process is gone.</summary>
    public async Task<bool> IsLeftAsync(bool alone)
    {
        var stamp = (await Mark.GetAsync())?.SecurityStamp;
        return IsOn(stamp) && (alone || IsOver(stamp, clock.GetUtcNow()));
    }

    /// <summary>Says that they are off duty.</summary>
    public async Task EndAsync() => await PutAsync(Off, (await Mark.GetAsync())?.SecurityStamp);

    private static bool IsOn(string? stamp) => stamp is not (null or Off);

    private static bool IsOver(string? stamp, DateTimeOffset now) =>
        !long.TryParse(stamp?[(stamp.IndexOf('/', StringComparison.Ordinal) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        || until <= now.ToUnixTimeSeconds();

    private async Task<bool> PutAsync(string stamp, string? before) =>
        (await Mark.PutAsync(new Account(AccountName, AccountName, Role.Resident, null, PasswordHash: "", stamp), before)).Refused is null;
}
