using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Dispatch.Domain.Responders;
using Dispatch.Grains.Hosting;
using Dispatch.Grains.Storage;
using Dispatch.Grains.Tests.Clusters;
using Dispatch.Sealing.Keys;

namespace Dispatch.Grains.Tests.Storage;

/// <summary>Keys of the store: made anew, retired, and kept so that who steals the folder has none.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private static readonly Stored<Domain.Responders.Duty> Row = new() { Value = new(DateTimeOffset.UnixEpoch, new(18.27, 109.52), Contracts.TravelMode.Walk) };

    private readonly Ring ring = new();

    [Fact]
    public void Key_MadeAnew_SealsNewRowsAndOldOnesStillOpen()
    {
        var before = ring.Seal();
        var old = new JsonStateSerializer(before).Serialize(Row);
        ring.NewKey();
        var after = ring.Seal();

        Assert.NotEqual(before.Current, after.Current);
        Assert.Equal(Row.Value, new JsonStateSerializer(after).Deserialize<Stored<Domain.Responders.Duty>>(old)!.Value);
        Assert.Equal(after.Current, after.KeyOf(StoredRows.BoxOf(new JsonStateSerializer(after).Serialize(Row).ToArray())));
    }

    [Fact]
    public void Key_RetiredOnceEveryRowIsSealedAnew_IsMissedByNobody()
    {
        var before = ring.Seal();
        var old = new JsonStateSerializer(before).Serialize(Row);
        ring.NewKey();
        var anew = ring.Serializer().Serialize(ring.Serializer().Deserialize<Stored<Domain.Responders.Duty>>(old));
        ring.Retire(before.Current);

        Assert.Equal(Row.Value, ring.Serializer().Deserialize<Stored<Domain.Responders.Duty>>(anew)!.Value);
        var fault = Assert.Throws<InvalidDataException>(() => ring.Serializer().Deserialize<Stored<Domain.Responders.Duty>>(old));
        Assert.Contains("does not hold", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_MadeWhileAProcessRuns_IsWhatItSealsWithAnHourLater()
    {
        var clock = new TestClock(DateTimeOffset.UtcNow);
        var running = ring.Seal(clock);
        var first = running.Current;
        ring.NewKey();
        Assert.Equal(first, running.Current);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(ring.Seal().Current, running.Current);
        ring.Retire(first);
        var row = new JsonStateSerializer(running).Serialize(Row);
        Assert.Equal(Row.Value, ring.Serializer().Deserialize<Stored<Domain.Responders.Duty>>(row)!.Value);
    }

    [Fact]
    public void Key_ThatSomebodyPutThereInPlain_IsNotTaken()
    {
        ring.Serializer().Serialize(Row);
        var planted = new XElement("key", new XAttribute("id", Guid.NewGuid()), new XAttribute("version", 1));
        planted.Save(Path.Combine(ring.Keys, "key-planted.xml"));

        Assert.Contains("Somebody else put it there", Assert.Throws<KeysFaultException>(() => StoreKeys.Open(ring.Settings).List()).Message, StringComparison.Ordinal);
        Assert.IsType<KeysFaultException>(Assert.ThrowsAny<Exception>(() => ring.Serializer().Serialize(Row)).GetBaseException());
    }

    [Fact]
    public void Keys_WhereTheyLie_AreOfNoUseWithoutTheServersSecret()
    {
        ring.Serializer().Serialize(Row);

        var file = File.ReadAllText(Assert.Single(Directory.GetFiles(ring.Keys)));

        Assert.DoesNotContain("masterKey", file, StringComparison.OrdinalIgnoreCase);
        ring.Settings.Secret = Convert.ToBase64String(new byte[32]);
        Assert.Throws<KeysFaultException>(() => StoreKeys.Open(ring.Settings).List());
    }

    [Fact]
    public void Keys_OfACertificate_OpenWithItAndWithItsSuccessor()
    {
        ring.Settings.Keys.CertificatePassword = "for the drill";
        ring.Settings.Keys.Certificate = Certificate("first");
        var row = ring.Serializer().Serialize(Row);

        (ring.Settings.Keys.OldCertificates, ring.Settings.Keys.Certificate) = (ring.Settings.Keys.Certificate, Certificate("second"));
        ring.NewKey();

        Assert.Empty(ring.Settings.Faults());
        Assert.Equal(Row.Value, ring.Serializer().Deserialize<Stored<Domain.Responders.Duty>>(row)!.Value);
        (ring.Settings.Keys.OldCertificates, ring.Settings.Keys.Certificate) = (null, null);
        Assert.ThrowsAny<Exception>(() => ring.Serializer().Deserialize<Stored<Domain.Responders.Duty>>(row));
    }

    [Fact]
    public void Settings_OfKeys_NameWhatIsWrong()
    {
        (ring.Settings.Keys.LifeDays, ring.Settings.Keys.Certificate) = (3, "/nowhere/keys.p12");

        Assert.Collection(
            ring.Settings.Faults(),
            fault => Assert.Contains("LifeDays is 3", fault, StringComparison.Ordinal),
            fault => Assert.Contains("/nowhere/keys.p12", fault, StringComparison.Ordinal));
    }

    public void Dispose() => ring.Dispose();

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var file = Path.Combine(ring.Settings.DataPath, $"{name}.p12");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, ring.Settings.Keys.CertificatePassword));
        return file;
    }
}
