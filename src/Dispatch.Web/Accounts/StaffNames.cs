using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Boards;
using Microsoft.Extensions.Caching.Memory;

namespace Dispatch.Web.Accounts;

/// <summary>What staff are called, for other staff: requests and boards know their owners by account only.</summary>
internal sealed class StaffNames(IGrainFactory grains) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly MemoryCache _names = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>The display name of an account; null when there is none.</summary>
    public async ValueTask<string?> OfAsync(string account)
    {
        if (_names.TryGetValue(account, out string? name))
        {
            return name;
        }

        name = AccountNames.IsName(account) ? (await grains.GetGrain<IAccountGrain>(account).GetAsync())?.DisplayName : null;
        _names.Set(account, name, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Fresh });
        return name;
    }

    /// <summary>A board with its owners' names.</summary>
    public async ValueTask<BoardView> NameAsync(BoardView board)
    {
        foreach (var owner in board.Rows.Select(row => row.Owner).Distinct())
        {
            await OfAsync(owner);
        }

        return board with { Rows = [.. board.Rows.Select(Named)] };
    }

    /// <summary>A change with the names that are known already. A push never waits for one: it is looked up for the next, and the account stands till then.</summary>
    public BoardChange Name(BoardChange change) => change.Rows.IsEmpty ? change : change with { Rows = [.. change.Rows.Select(Named)] };

    public void Dispose() => _names.Dispose();

    private BoardRow Named(BoardRow row)
    {
        if (_names.TryGetValue(row.Owner, out string? name))
        {
            return row with { OwnerName = name };
        }

        _ = LookUpAsync(row.Owner);
        return row;
    }

    private async Task LookUpAsync(string account)
    {
        try
        {
            await OfAsync(account);
        }
        catch (Exception)
        {
            // A name is a nicety: the next push asks again.
        }
    }
}
