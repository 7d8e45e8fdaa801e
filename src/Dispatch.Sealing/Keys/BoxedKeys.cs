using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Dispatch.Sealing.Keys;

/// <summary>Keys that lie sealed with what follows from the server's secret: who reads the store, or the data directory without the secret, has none of them.</summary>
internal sealed class BoxedKeys(IDeletableXmlRepository inner, SecretBox box) : IDeletableXmlRepository
{
    private const string Boxed = "boxed";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. inner.GetAllElements().Select(Open)];

    public void StoreElement(XElement element, string friendlyName) =>
        inner.StoreElement(new XElement(Boxed, box.Seal(element.ToString(SaveOptions.DisableFormatting))), friendlyName);

    public bool DeleteElements(Action<IReadOnlyCollection<IDeletableElement>> chooseElements) =>
        inner.DeleteElements(elements => chooseElements([.. elements.Select(each => new Opened(each, Open(each.Element)))]));

    private XElement Open(XElement element)
    {
        if (element.Name != Boxed)
        {
            // This ring never held a plain key: somebody who can write to the store would have sealed rows for himself to read.
            throw new KeysFaultException("The keys of the store hold one that was not sealed with this server's secret. Somebody else put it there: remove it.");
        }

        try
        {
            return XElement.Parse(box.Open(element.Value));
        }
        catch (CryptographicException)
        {
            throw new KeysFaultException(
                "The keys of the store were sealed with another server's secret. Give this process the Dispatch:Secret, or the file 'server-secret', of that time.");
        }
    }

    private sealed class Opened(IDeletableElement inner, XElement element) : IDeletableElement
    {
        public XElement Element => element;

        public int? DeletionOrder
        {
            get => inner.DeletionOrder;
            set => inner.DeletionOrder = value;
        }
    }
}

/// <summary>The keys of the store cannot be used, and no waiting helps; the message says what does.</summary>
public sealed class KeysFaultException(string message) : Exception(message);
